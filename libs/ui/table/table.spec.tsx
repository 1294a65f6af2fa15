/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import { useState, type JSX } from 'react';
import type { FieldDescription, Row } from '../api/catalogue';
import { MoneyUnitProvider } from '../money/unit-of-money';
import { show, type Shown } from '../testing/shown';
import { DataTable } from './data-table';
import { FilterBar, type Filters } from './filter-bar';

const column = (key: string, word: string, vi: string, more: Partial<FieldDescription> = {}): FieldDescription => ({ key, word, label: { vi, en: `${key} in English` }, optional: false, storage: 'text', schema: {}, ...more });

const columns: readonly FieldDescription[] = [
  column('line', 'line-id', 'Dòng vốn'), column('amount', 'vnd', 'Số tiền'), column('kind', 'capital-type', 'Loại vốn', { choices: { investment: { vi: 'Đầu tư', en: 'Investment' } } }),
  column('on', 'day', 'Ngày'), column('parts', 'parts', 'Phần', { storage: 'json' }),
];
const rows: readonly Row[] = [
  { line: 'A', amount: '1500000000', kind: 'investment', on: '2024-03-01', parts: ['x', 'y'], basis: 'illustrative' },
  { line: 'B', amount: '-250000', kind: 'investment', on: '2024-04-01', parts: [] },
];

interface Ordered {
  readonly opened: Row[];
  readonly orders: string[];
}

function table(order: string | undefined, language: 'vi' | 'en' = 'vi'): Shown & Ordered {
  const opened: Row[] = [];
  const orders: string[] = [];
  const part = <DataTable label="Dòng vốn" columns={columns} rows={rows} keyOf={(row) => String(row['line'])} order={order} onOrder={(next) => orders.push(next)} onOpen={(row) => opened.push(row)} />;
  return { ...show(<MoneyUnitProvider>{part}</MoneyUnitProvider>, { language }), opened, orders };
}

const cells = (row: number): readonly (string | null)[] => within(screen.getAllByRole('row')[row]!).getAllByRole('cell').map(({ textContent }) => textContent);

describe('a table of rows', () => {
  it('shows each value as people write it, its exact amount when pointed at, and on what it rests', () => {
    table(undefined);
    expect(cells(1)).toEqual(['A', '1.500', 'Đầu tư', '01/03/2024', 'x, y', '○ Minh họa']);
    expect(cells(2)[1]).toBe('-0,3');
    expect(screen.getByTitle('-250.000 đồng').classList.contains('lg-number')).toBe(true);
    expect(screen.getByText('1.500').getAttribute('data-label')).toBe('Số tiền');
  });

  it('is said in English', () => {
    table(undefined, 'en');
    expect(cells(1).slice(1, 4)).toEqual(['1,500', 'Investment', '2024-03-01']);
  });

  it('is ordered by its headings, the other way at the second click, and says so', async () => {
    const first = table('amount');
    expect(screen.getByRole('columnheader', { name: /Số tiền/ }).getAttribute('aria-sort')).toBe('ascending');
    await first.user.click(screen.getByRole('button', { name: /Số tiền/ }));
    await first.user.click(screen.getByRole('button', { name: 'Ngày' }));
    expect(first.orders).toEqual(['-amount', 'on']);
    expect(screen.queryByRole('button', { name: 'Phần' })).toBeNull();
  });

  it('opens a row by the keyboard alone', async () => {
    const { user, opened } = table(undefined);
    screen.getByRole('button', { name: 'B' }).focus();
    await user.keyboard('{Enter}');
    expect(opened).toEqual([rows[1]]);
  });

  it('without rows says that there are none', () => {
    show(<DataTable label="Dòng vốn" columns={columns} rows={[]} keyOf={() => ''} />);
    expect(screen.getByText('Không có dòng nào.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});

function filterBar(first: Filters = {}): Shown & { readonly filters: () => Filters } {
  let held = first;
  function Bar(): JSX.Element {
    const [filters, setFilters] = useState(first);
    held = filters;
    return <FilterBar columns={columns} offered={['line']} filters={filters} onChange={setFilters} />;
  }
  return { ...show(<Bar />), filters: () => Object.fromEntries(Object.entries(held).filter(([, value]) => value !== undefined)) };
}

describe('filters', () => {
  it('apply on Enter or on leaving, by value or by range, and are taken off together', async () => {
    const { user, filters } = filterBar({ 'amount.from': '5' });
    await user.type(screen.getByLabelText('Dòng vốn'), ' A {Enter}');
    expect(filters()).toEqual({ 'amount.from': '5', 'line': 'A' });
    await user.type(screen.getByLabelText('Số tiền đến'), '9');
    expect(filters()['amount.to']).toBeUndefined();
    await user.tab();
    expect(filters()).toEqual({ 'amount.from': '5', 'line': 'A', 'amount.to': '9' });
    await user.click(screen.getByRole('button', { name: 'Bỏ lọc' }));
    expect(filters()).toEqual({});
    expect(screen.getByLabelText<HTMLInputElement>('Dòng vốn').value).toBe('');
  });

  it('take days and amounts as people write them, and mark what is neither', async () => {
    const { user, filters } = filterBar({ 'on.from': '2024-03-01', 'amount.from': '5' });
    expect(screen.getByLabelText<HTMLInputElement>('Ngày từ').value).toBe('01/03/2024');
    await user.type(screen.getByLabelText('Ngày đến'), '31/12/2024{Enter}');
    await user.type(screen.getByLabelText('Số tiền đến'), '1,5 tỷ{Enter}');
    expect(filters()).toEqual({ 'on.from': '2024-03-01', 'on.to': '2024-12-31', 'amount.from': '5', 'amount.to': '1500000000' });
    await user.clear(screen.getByLabelText('Ngày từ'));
    await user.type(screen.getByLabelText('Ngày từ'), '31/2/2024{Enter}');
    expect(screen.getByLabelText('Ngày từ').getAttribute('aria-invalid')).toBe('true');
    expect(filters()['on.from']).toBe('2024-03-01');
  });

  it('that are not offered at once can be added; what is no text cannot', async () => {
    const { user, filters } = filterBar();
    expect(screen.queryByLabelText('Loại vốn')).toBeNull();
    await user.click(screen.getByRole('combobox', { name: 'Thêm bộ lọc' }));
    expect(screen.queryByTitle('Phần')).toBeNull();
    await user.click(await screen.findByTitle('Loại vốn'));
    await user.click(screen.getByRole('combobox', { name: 'Loại vốn' }));
    await user.click(await screen.findByTitle('Đầu tư'));
    expect(filters()).toEqual({ kind: ['investment'] });
  });
});
