/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import type { FieldDescription } from '../api/catalogue';
import { MoneyUnitProvider } from '../money/unit-of-money';
import { show } from '../testing/shown';
import { Facts } from './facts';

const column = (key: string, word: string, vi: string): FieldDescription => ({ key, word, label: { vi, en: key }, optional: false, storage: 'text', schema: {} });

describe('facts about a record', () => {
  it('say in which unit an amount is told, for no heading does', () => {
    show(<MoneyUnitProvider><Facts columns={[column('amount', 'vnd', 'Số tiền'), column('on', 'day', 'Ngày')]} row={{ amount: '13280000000', on: '2025-01-15' }} /></MoneyUnitProvider>);
    expect(screen.getByText('13.280 triệu đồng').title).toBe('13.280.000.000 đồng');
    expect(screen.getByText('15/01/2025')).toBeTruthy();
  });
});
