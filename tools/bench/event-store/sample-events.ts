import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '@ledger/platform/event-store';

/** An event as the funds register records it, about 450 bytes, with its keys in the order in which code writes them. */
export const sampleEvent = (n: number): EventToAppend => ({
  id: randomUUID(),
  type: n % 3 === 0 ? 'FundsDisbursed' : 'FundsAllocated',
  data: {
    line: `funds.line-${n % 977}`,
    amount: String(1_500_000_000 + n),
    unit: '02683',
    program: 'ntm',
    component: '3',
    planYear: 2024,
    holder: { unit: '02683', kind: 'commune' },
    note: 'Giải ngân đợt 2 theo kế hoạch vốn',
  },
  metadata: {
    actor: { user: 'u-1024', role: 'province-finance', unit: '10' },
    commandId: randomUUID(),
    commandHash: 'b5bb9d8014a0f9b1d61e21e796d78dcc',
    effectiveOn: '2024-05-01',
    recordedAt: '2024-05-01T02:03:04.005Z',
    schemaVersion: 1,
    legalBasis: { document: '123/QĐ-UBND', on: '2024-04-28' },
  },
});
