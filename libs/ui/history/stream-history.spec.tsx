/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import { code, lineId, vnd } from '@ledger/fields';
import type { JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { answerWith, refusal } from '../testing/answering';
import { show } from '../testing/shown';
import { StreamHistory, type EventTexts } from './stream-history';

const payment = code({ word: 'payment', label: { vi: 'Khoản thanh toán', en: 'Payment' }, pattern: /^TT-\d+$/, example: 'TT-1' });
const textsOf: EventTexts = (type) => (type === 'PaymentPrepared' ? { words: { vi: 'Lập {payment}: {amount}', en: 'Prepared {payment}: {amount}' }, shape: { payment, line: lineId(), amount: vnd() } } : undefined);

const event = (revision: number, type: string, commandId: string, data: JsonObject, metadata: Partial<RecordedEvent['metadata']> = {}): RecordedEvent => ({
  position: String(revision + 10), stream: 'funds.line-x', revision: String(revision), id: `e${revision}`, type, data,
  metadata: { actor: { user: 'lan', role: 'officer', unit: '02869' }, recordedAt: '2024-03-01T17:30:00.000Z', effectiveOn: '2024-03-01', commandId, ...metadata },
});
const events = [
  event(0, 'PaymentPrepared', 'c1', { payment: 'TT-1', amount: '300000' }, { legalBasis: { number: '1/QĐ', issuedOn: '2024-01-02' }, reason: 'Đợt một', evidence: ['ab'.repeat(32)] }),
  event(1, 'SomethingOlder', 'c1', { note: 'x' }),
  event(2, 'PaymentPrepared', 'c2', { payment: 'TT-2', amount: 'no amount' }),
];
const answered = () => answerWith(() => ({ json: { events } }));

describe('the history of a stream', () => {
  it('says who did what when, on which legal basis, grouped by command', async () => {
    answered();
    show(<StreamHistory stream="funds.line-x" textsOf={textsOf} />);
    const groups = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
    expect(groups).toHaveLength(2);
    // 17:30 UTC is past midnight in the ledger's zone.
    expect(groups[0]).toContain('02/03/2024 00:30:00 · lan, vai trò officer, đơn vị 02869');
    expect(groups[0]).toContain('Lập TT-1: 300.000 đ');
    expect(groups[0]).toContain('Hiệu lực 01/03/2024 · Căn cứ: 1/QĐ ngày 02/01/2024 · Lý do: Đợt một');
    expect(groups[0]).toContain('SomethingOlder');
    expect(screen.getByRole('link', { name: 'abababababab' }).getAttribute('href')).toBe(`/api/evidence/${'ab'.repeat(32)}`);
  });

  it('shows what no longer decodes as it was stored', async () => {
    answered();
    show(<StreamHistory stream="funds.line-x" textsOf={textsOf} />, { language: 'en' });
    expect((await screen.findByText('Prepared TT-2: no amount')).tagName).toBe('SUMMARY');
  });

  it('keeps to the events that name the row, until all are asked for', async () => {
    answered();
    const { user } = show(<StreamHistory stream="funds.line-x" textsOf={textsOf} about={{ payment: 'TT-2' }} />);
    expect(await screen.findAllByRole('listitem')).toHaveLength(1);
    await user.click(screen.getByRole('checkbox', { name: 'Chỉ sự kiện nhắc đến dòng này' }));
    expect(within(screen.getByRole('region', { name: 'Lịch sử' })).getAllByRole('listitem')).toHaveLength(2);
  });

  it('asks for what was known at the moment', async () => {
    const asked = answered();
    show(<StreamHistory stream="funds.line-x" textsOf={textsOf} />, { moment: { knownAt: '2024-06-30' } });
    await screen.findAllByRole('listitem');
    expect(asked.map(({ path, query }) => [path, query.get('stream'), query.get('until')])).toEqual([['/api/events', 'funds.line-x', '2024-06-30T23:59:59.999+07:00']]);
  });

  it('that cannot be read says why and is asked for again', async () => {
    let refuses = true;
    answerWith(() => (refuses ? refusal(403, 'access.not-allowed') : { json: { events } }));
    const { user } = show(<StreamHistory stream="funds.line-x" textsOf={textsOf} />);
    await screen.findByText('Từ chối: access.not-allowed');
    refuses = false;
    await user.click(screen.getByRole('button', { name: 'Thử lại' }));
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
  });
});
