/** @jest-environment jsdom */
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import { pageTexts } from '../pages/texts';
import { answerWith } from '../testing/answering';
import { show, type Shown } from '../testing/shown';
import { SearchBox } from './search-box';
import type { SearchEntry } from './search-entries';

const page = (vi: string, to: string): SearchEntry => ({ title: { vi, en: vi }, kind: pageTexts.page, to });
const pages = [page('Thanh toán', '/payments'), page('Thanh tra', '/inspector'), page('Đơn vị', '/units')];

async function opened(): Promise<Shown & { readonly at: () => string }> {
  answerWith(({ path }) => ({ json: path === '/api/registers' ? { registers: [], demo: false, today: '2026-11-22' } : { rows: [], position: '1', knownAt: '' } }));
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const router = createRouter({ routeTree: createRootRoute({ component: () => <SearchBox pages={pages} />, notFoundComponent: () => null }), history });
  const shown = show(<RouterProvider router={router as never} />);
  await shown.user.click(await screen.findByRole('button', { name: /Tìm/ }));
  return { ...shown, at: () => history.location.pathname };
}

/** What a screen reader is told to be chosen. */
const told = (): string | null | undefined => document.getElementById(screen.getByRole('combobox').getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('the search box', () => {
  it('is a combobox that is closed until something is found', async () => {
    const { user } = await opened();
    const box = await screen.findByRole('combobox');
    expect([box.getAttribute('aria-expanded'), box.getAttribute('aria-controls'), screen.queryByRole('listbox')]).toEqual(['false', null, null]);
    await user.type(box, 'thanh');
    const list = await screen.findByRole('listbox', { name: 'Kết quả tìm' });
    expect([box.getAttribute('aria-expanded'), box.getAttribute('aria-controls')]).toEqual(['true', list.id]);
    expect(screen.getAllByRole('option')).toHaveLength(2);
  });

  it('tells which result the arrow keys have chosen, and Enter goes there', async () => {
    const { user, at } = await opened();
    await user.type(await screen.findByRole('combobox'), 'thanh');
    expect(told()).toContain('Thanh toán');
    await user.keyboard('{ArrowDown}');
    expect(told()).toContain('Thanh tra');
    expect(screen.getAllByRole('option', { selected: true }).map(({ textContent }) => textContent)).toEqual([told()]);
    await user.keyboard('{ArrowDown}');
    expect(told()).toContain('Thanh toán');
    await user.keyboard('{ArrowUp}{Enter}');
    await waitFor(() => expect(at()).toBe('/inspector'));
  });
});
