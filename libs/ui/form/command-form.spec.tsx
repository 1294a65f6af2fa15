/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import { code, vnd } from '@ledger/fields';
import type { Decider } from '@ledger/kit';
import type { JSX } from 'react';
import type { WebCommand } from '../register/register-web';
import { answerWith, refusal, type Asked, type Given } from '../testing/answering';
import { show, type Shown } from '../testing/shown';
import { CommandForm, type CommandFormProps } from './command-form';

const shape = { payment: code({ word: 'payment', label: { vi: 'Khoản thanh toán', en: 'Payment' }, pattern: /^TT-\d+$/, example: 'TT-1' }), amount: vnd() };
const command: WebCommand = {
  name: 'PreparePayment', title: { vi: 'Lập đề nghị', en: 'Prepare a payment' }, register: 'funds', shape, decider: {} as Decider,
  rule: { Command: class {} as never, roles: ['officer'], id: () => 'x', scope: () => ({}), needs: [], requires: [], decide: () => [] },
};
const textsOf: CommandFormProps['textsOf'] = (type) => (type === 'PaymentPrepared' ? { words: { vi: 'Lập {payment}: {amount}', en: 'Prepared {payment}: {amount}' }, shape } : undefined);

const receipt = (revision: number, headers: Record<string, string> = {}): Given => ({ headers, json: { stream: 'funds.line-x', revision: String(revision), position: '17', events: [{ id: 'e', type: 'PaymentPrepared', data: { payment: 'TT-1', amount: '300000' } }] } });
const isTrial = ({ query }: Asked): boolean => query.get('dryRun') === 'true';

const form = (more: Partial<CommandFormProps> = {}): JSX.Element => <CommandForm command={command} user="lan" initial={{}} textsOf={textsOf} today="2026-11-22" demo={false} onwards={() => null} {...more} />;

async function fillIn({ user }: Shown, payment = 'TT-1'): Promise<void> {
  await user.type(screen.getByLabelText('Khoản thanh toán'), payment);
  await user.type(screen.getByLabelText('Số tiền'), '0,3 triệu');
}
const press = ({ user }: Shown, name: string): Promise<void> => user.click(screen.getByRole('button', { name }));
const RECORD = 'Ghi nhận: Lập đề nghị';

describe('a form', () => {
  beforeEach(() => localStorage.clear());

  it('is checked before anything is sent, and leads to what is wrong', async () => {
    const asked = answerWith(() => receipt(4));
    const shown = show(form());
    await press(shown, 'Xem trước');
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('Cần sửa 2 chỗ')).toBeTruthy();
    await shown.user.click(within(alert).getByRole('link', { name: 'Số tiền' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Số tiền'));
    expect(screen.getByLabelText('Khoản thanh toán').getAttribute('aria-invalid')).toBe('true');
    expect(asked).toEqual([]);
  });

  it('shows what will be recorded, then records that, on the revision that was shown and under one key', async () => {
    const asked = answerWith(() => receipt(4));
    const shown = show(form());
    await fillIn(shown);
    await press(shown, 'Xem trước');
    const preview = await screen.findByRole('region', { name: 'Sẽ ghi nhận' });
    expect(within(preview).getByText('Lập TT-1: 300.000 đ')).toBeTruthy();
    await press(shown, RECORD);
    await screen.findByRole('heading', { name: 'Đã ghi nhận' });
    const [trial, record] = asked as [Asked, Asked];
    expect([isTrial(trial), isTrial(record)]).toEqual([true, false]);
    expect(record.body).toEqual({ payment: 'TT-1', amount: '300000' });
    expect(record.headers['if-match']).toBe('"3"');
    expect(record.headers['idempotency-key']).toBe(trial.headers['idempotency-key']);
    expect(localStorage.getItem('ledger-draft:lan:PreparePayment')).toBeNull();
  });

  it('puts a refusal at its field and keeps what was entered', async () => {
    answerWith(() => refusal(422, 'funds.over-plan', [{ path: 'amount', text: { vi: 'Vượt kế hoạch', en: 'Over plan' } } as never]));
    const shown = show(form());
    await fillIn(shown);
    await press(shown, 'Xem trước');
    await waitFor(() => expect(document.querySelector('#f-amount-error')?.textContent).toBe('Vượt kế hoạch'));
    expect(screen.getByLabelText<HTMLInputElement>('Số tiền').getAttribute('aria-describedby')).toContain('f-amount-error');
    expect(screen.getByLabelText<HTMLInputElement>('Khoản thanh toán').value).toBe('TT-1');
  });

  it('shows again what will be recorded when somebody else was faster', async () => {
    let conflicts = 1;
    const asked = answerWith((question) => (isTrial(question) ? receipt(conflicts === 1 ? 4 : 6) : conflicts-- > 0 ? refusal(409, 'ledger.revision-mismatch') : receipt(6)));
    const shown = show(form());
    await fillIn(shown);
    await press(shown, 'Xem trước');
    await screen.findByRole('region', { name: 'Sẽ ghi nhận' });
    await press(shown, RECORD);
    await screen.findByText(/Hồ sơ vừa có thay đổi/);
    await screen.findByRole('region', { name: 'Sẽ ghi nhận' });
    await press(shown, RECORD);
    await screen.findByRole('heading', { name: 'Đã ghi nhận' });
    expect(asked.at(-1)!.headers['if-match']).toBe('"5"');
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('whose answer was lost is sent again under the same key, and says that it had been recorded', async () => {
    let lost = true;
    const asked = answerWith((question) => (isTrial(question) ? receipt(4) : lost ? new Error('no network') : receipt(4, { 'idempotency-hit': 'true' })));
    const shown = show(form());
    await fillIn(shown);
    await press(shown, 'Xem trước');
    await screen.findByRole('region', { name: 'Sẽ ghi nhận' });
    await press(shown, RECORD);
    await screen.findByText(/Không kết nối được tới máy chủ/);
    lost = false;
    await press(shown, RECORD);
    await screen.findByText(/không ghi lần thứ hai/);
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('survives a reload: what was typed and its key come back, and can be forgotten', async () => {
    answerWith(() => receipt(4));
    const before = show(form());
    await fillIn(before, 'TT-7');
    const kept = JSON.parse(localStorage.getItem('ledger-draft:lan:PreparePayment')!) as { readonly key: string };
    before.unmount();
    const after = show(form());
    expect(screen.getByLabelText<HTMLInputElement>('Khoản thanh toán').value).toBe('TT-7');
    expect(kept.key).toMatch(/^[0-9a-f]{32}$/);
    await press(after, 'Làm lại từ đầu');
    expect(screen.getByLabelText<HTMLInputElement>('Khoản thanh toán').value).toBe('');
    expect(localStorage.getItem('ledger-draft:lan:PreparePayment')).toBeNull();
  });

  it('records nothing while one looks at the past, and says why', () => {
    show(form(), { moment: { asOf: '2024-06-30' } });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Xem trước' }).disabled).toBe(true);
    expect(screen.getByText('Đang xem quá khứ: không ghi được. Hãy về hiện tại.')).toBeTruthy();
  });
});
