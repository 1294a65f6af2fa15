/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import { useState, type JSX } from 'react';
import { MoneyUnitProvider } from '@ledger/ui/money/unit-of-money';
import { show } from '@ledger/ui/testing/shown';
import type { WorkItem, WorkKind } from '@ledger/ui/work/use-work';
import { WorkList } from './work-list';

const kind = {
  id: 'funds.payments-to-check',
  register: { name: 'funds' },
  items: { name: 'payments-to-check', title: { vi: 'Kiểm tra khoản thanh toán', en: 'Check payments' }, list: 'payments', headline: ['payment'] },
  acts: [{ command: { name: 'CheckPayment', rule: { requires: [] }, shape: {} }, sends: 'on' }],
} as unknown as WorkKind;
const itemsOf = (count: number): readonly WorkItem[] => Array.from({ length: count }, (_, n) => ({ kind, row: { payment: `TT-${n + 1}` }, values: {}, id: `item-${n + 1}`, waitsForOthers: false }));

function List({ items, isComplete, openId, onBulk }: { readonly items: readonly WorkItem[]; readonly isComplete: boolean; readonly openId?: string; readonly onBulk: (items: readonly WorkItem[]) => void }): JSX.Element {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return <WorkList items={items} isComplete={isComplete} openId={openId} selected={selected} onOpen={() => undefined} onSelect={setSelected} onBulk={onBulk} />;
}

function shownList(count: number, more: { readonly isComplete?: boolean; readonly openId?: string } = {}) {
  const runs: (readonly WorkItem[])[] = [];
  const { user } = show(<MoneyUnitProvider><List items={itemsOf(count)} isComplete={more.isComplete ?? true} openId={more.openId} onBulk={(items) => runs.push(items)} /></MoneyUnitProvider>, { language: 'vi' });
  return { user, runs, lines: () => within(screen.getByRole('list')).getAllByRole('listitem').length };
}

describe('the work list', () => {
  it('counts everything, draws a hundred, and a hundred more when asked', async () => {
    const { user, lines } = shownList(1_250);
    screen.getByRole('heading', { name: /Kiểm tra khoản thanh toán 1\.250/ });
    expect(lines()).toBe(100);
    await user.click(screen.getByRole('button', { name: 'Xem thêm 100 việc (còn 1.150)' }));
    expect(lines()).toBe(200);
  });

  it('draws as far as what is open', () => {
    expect(shownList(400, { openId: 'item-320' }).lines()).toBe(320);
  });

  it('says that there is more than was read', () => {
    shownList(150, { isComplete: false });
    screen.getByRole('heading', { name: /150\+/ });
    screen.getByText(/Chưa đọc hết/);
  });

  it('chooses all, drawn or not, and does at most 200 in one go, saying so', async () => {
    const { user, runs } = shownList(234);
    await user.click(screen.getByRole('checkbox', { name: 'Chọn cả 234' }));
    screen.getByText('Mỗi lần xử lý nhiều nhất 200 việc: 200 việc chờ lâu nhất đi trước, 34 việc còn lại vẫn được chọn cho lần sau.');
    await user.click(screen.getByRole('button', { name: 'Xử lý 200 việc đã chọn' }));
    expect(runs.map((run) => [run.length, run[0]!.id, run.at(-1)!.id])).toEqual([[200, 'item-1', 'item-200']]);
  });
});
