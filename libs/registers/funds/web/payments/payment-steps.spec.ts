import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { paymentEnd } from './payment-steps';

const event = (type: string, effectiveOn: string, user: string, reason?: string): RecordedEvent => ({
  position: '1', stream: 'funds.line-x', revision: '0', id: type + effectiveOn, type, data: { payment: 'TT-1' },
  metadata: { actor: { user, role: 'finance', unit: '10' }, recordedAt: `${effectiveOn}T03:00:00.000Z`, effectiveOn, commandId: 'c', causationId: 'c', schemaVersion: 1, ...(reason === undefined ? {} : { reason }) },
});

const prepared = event('PaymentPrepared', '2024-03-01', 'officer');

describe('the end of a payment', () => {
  it('is told with its day and whoever recorded it', () => {
    expect(paymentEnd('paid', [prepared, event('PaymentMade', '2024-03-09', 'finance')])).toEqual({ how: 'paid', on: '2024-03-09', by: 'finance' });
    expect(paymentEnd('paid', [prepared, event('AdvancePaid', '2024-03-10', 'finance')])).toMatchObject({ how: 'paid', on: '2024-03-10' });
  });

  it('is told with the reason where it was returned or withdrawn', () => {
    expect(paymentEnd('rejected', [prepared, event('PaymentRejected', '2024-03-02', 'checker', 'Thiếu hóa đơn')])).toEqual({ how: 'rejected', on: '2024-03-02', by: 'checker', reason: 'Thiếu hóa đơn' });
    expect(paymentEnd('withdrawn', [prepared, event('PaymentWithdrawn', '2024-03-03', 'officer')])).toMatchObject({ how: 'withdrawn', by: 'officer' });
  });

  it('is none while it is under way, nor after its entry was reversed', () => {
    expect(paymentEnd('approved', [prepared, event('PaymentMade', '2024-03-09', 'finance'), event('EntryReversed', '2024-03-12', 'finance')])).toBeUndefined();
    expect(paymentEnd('paid', [])).toBeUndefined();
  });
});
