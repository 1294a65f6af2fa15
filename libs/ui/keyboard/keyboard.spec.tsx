/** @jest-environment jsdom */
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import type { JSX } from 'react';
import { pageTexts } from '../pages/texts';
import type { SearchEntry } from '../search/search-entries';
import { show, type Shown } from '../testing/shown';
import { goKeys } from './go-keys';
import { Keyboard } from './keyboard';
import { useShortcuts } from './shortcuts';

const page = (vi: string, to: string): SearchEntry => ({ title: { vi, en: vi }, kind: pageTexts.page, to });
const pages = [page('Tổng quan', '/'), page('Đơn vị', '/units'), page('Thanh toán', '/payments')];

let approved = 0;
function Page(): JSX.Element {
  useShortcuts([{ key: 'a', does: { vi: 'Phê duyệt', en: 'Approve' }, run: () => approved++ }, { key: 'ArrowLeft', does: { vi: 'Sự kiện trước', en: 'Previous event' } }]);
  return <><Keyboard pages={pages} /><input aria-label="Ghi chú" /></>;
}

async function opened(): Promise<Shown & { readonly at: () => string }> {
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const router = createRouter({ routeTree: createRootRoute({ component: Page, notFoundComponent: () => null }), history });
  const shown = show(<RouterProvider router={router as never} />);
  await screen.findByLabelText('Ghi chú');
  return { ...shown, at: () => history.location.pathname };
}

describe('the keyboard', () => {
  beforeEach(() => {
    localStorage.clear();
    approved = 0;
  });

  it('is told by `?`, with the keys of the page, and Esc closes it', async () => {
    const { user } = await opened();
    await user.keyboard('?');
    const help = await screen.findByRole('dialog', { name: 'Phím tắt' });
    for (const told of ['Phê duyệt', 'Sự kiện trước', 'Tổng quan', 'Đơn vị', '←']) expect(help.textContent).toContain(told);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leads to pages by `g` and the first letter that is free', async () => {
    const { user, at } = await opened();
    await user.keyboard('gd');
    expect(at()).toBe('/units');
    await user.keyboard('gh');
    expect(at()).toBe('/payments');
    await user.keyboard('gg');
    await user.keyboard('t');
    expect(at()).toBe('/payments');
  });

  it('does what the page says; the second key of a sequence is not the page’s', async () => {
    const { user } = await opened();
    await user.keyboard('a');
    expect(approved).toBe(1);
    await user.keyboard('ga');
    expect(approved).toBe(2);
    await user.keyboard('gta');
    expect(approved).toBe(3);
  });

  it('is silent while somebody types, under a window, with a modifier, and when it is switched off', async () => {
    const { user, at } = await opened();
    await user.type(screen.getByLabelText('Ghi chú'), 'ga?gd/');
    await act(async () => (document.activeElement as HTMLElement).blur());
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    await user.keyboard('?');
    await screen.findByRole('dialog');
    fireEvent.keyDown(document.body, { key: 'a' });
    await user.click(screen.getByRole('checkbox', { name: 'Dùng phím tắt một chữ' }));
    await user.keyboard('{Escape}');
    await user.keyboard('agd');
    expect([approved, at()]).toEqual([0, '/']);
  });
});

describe('the letters after `g`', () => {
  it('are different for different pages', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'aăbđêô 12') }), { maxLength: 30 }), (titles) => {
        const keys = goKeys(titles);
        const given = keys.filter((key) => key !== undefined);
        expect(keys).toHaveLength(titles.length);
        expect(new Set(given).size).toBe(given.length);
        for (const key of given) expect(key).toMatch(/^[a-z0-9]$/);
      }),
    );
  });
});
