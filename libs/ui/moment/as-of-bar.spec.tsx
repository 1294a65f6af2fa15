/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { answerThrough } from '../api/request';
import { answerWith } from '../testing/answering';
import { show } from '../testing/shown';
import { AsOfBar } from './as-of-bar';
import { isPast, knownAtParameter, momentOf } from './moment';

const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('the bar of the moment', () => {
  it('says nothing while one looks at the present', () => {
    show(<AsOfBar />);
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByRole('region', { name: 'Thời điểm' }).classList.contains('lg-past')).toBe(false);
  });

  it('takes a day on each axis as it is written, says what is looked at, and leads back', async () => {
    const { user, moment } = show(<AsOfBar />);
    await user.type(screen.getByLabelText('Ngày hiệu lực'), '30/6/2026{Enter}');
    expect(moment()).toEqual({ asOf: '2026-06-30', knownAt: undefined });
    await user.type(screen.getByLabelText('Ngày ghi nhận'), '31/12/2025');
    await user.tab();
    expect(moment()).toEqual({ asOf: '2026-06-30', knownAt: '2025-12-31' });
    expect(screen.getByRole('status').textContent).toBe('Đang xem dữ liệu quá khứ theo ngày hiệu lực 30/06/2026, như đã ghi nhận đến 31/12/2025');
    expect(screen.getByRole('region').classList.contains('lg-past')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Về hiện tại' }));
    expect(isPast(moment())).toBe(false);
    expect(screen.getByLabelText<HTMLInputElement>('Ngày hiệu lực').value).toBe('');
  });

  it('does not go where there is no such day', async () => {
    const { user, moment } = show(<AsOfBar />);
    const entry = screen.getByLabelText('Ngày hiệu lực');
    await user.type(entry, '31/02/2026{Enter}');
    expect(moment()).toEqual({});
    expect(entry.getAttribute('aria-invalid')).toBe('true');
  });

  it('writes days as the language does', () => {
    show(<AsOfBar />, { language: 'en', moment: { asOf: '2026-06-30' } });
    expect(screen.getByLabelText<HTMLInputElement>('Effective date').value).toBe('2026-06-30');
  });
});

describe('positions that have a name', () => {
  afterEach(() => answerThrough());
  const named = (positions: readonly object[]) => answerWith(() => ({ json: { positions } }));
  const position = (name: string, at: string, vi: string) => ({ name, position: at, at: '2025-02-14T02:30:00.000Z', label: { vi, en: name } });
  const tour = [position('before-adjustment', '120', 'Trước điều chỉnh'), position('at-close', '99', 'Khi khóa sổ')];

  it('are chosen on the axis of recording, in the order of the ledger, and the bar says which it is', async () => {
    named(tour);
    const { user, moment } = show(<AsOfBar />, { moment: { asOf: '2024-12-31' } });
    await user.click(await screen.findByRole('combobox', { name: 'Mốc đã đặt tên' }));
    expect([...document.querySelectorAll('.ant-select-item-option-content')].map(({ textContent }) => textContent)).toEqual(['Khi khóa sổ', 'Trước điều chỉnh']);
    await user.click(screen.getByText('Trước điều chỉnh'));
    expect(moment()).toEqual({ asOf: '2024-12-31', knownAt: '120' });
    expect(screen.getByRole('status').textContent).toContain('như đã ghi nhận đến Trước điều chỉnh (120)');
  });

  it('are not offered where there are none', async () => {
    const asked = named([]);
    show(<AsOfBar />);
    await waitFor(() => expect(asked.map(({ path }) => path)).toEqual(['/api/positions']));
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('a moment', () => {
  it('in an address is what it was put there as; a day means its last instant in the ledger’s zone', () => {
    fc.assert(fc.property(fc.option(days, { nil: undefined }), fc.option(fc.oneof(days, fc.bigInt({ min: 0n, max: 2n ** 62n }).map(String), days.map((day) => `${day}T10:20:30.123Z`)), { nil: undefined }), (asOf, knownAt) => {
      const moment = momentOf({ asOf, knownAt, page: 3 });
      expect(moment).toEqual({ ...(asOf && { asOf }), ...(knownAt && { knownAt }) });
      const sent = knownAtParameter(moment.knownAt);
      if (knownAt?.length === 10 && knownAt.includes('-')) expect(new Date(sent!).toISOString()).toBe(`${knownAt}T16:59:59.999Z`);
      else expect(sent).toBe(knownAt);
    }));
  });

  it('that is none counts as not given', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (asOf, knownAt) => {
      for (const value of Object.values(momentOf({ asOf, knownAt }))) expect(value).toMatch(/^\d/);
    }));
    expect(momentOf({ asOf: '2026-02-30', knownAt: '2026-06-30T10:00' })).toEqual({});
  });
});
