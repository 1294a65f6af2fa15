import type { StoredEvent } from '@ledger/platform/event-store/embedded';
import { StoredNodeEvent } from './stored-node-event';

const RECORDED = Date.UTC(2025, 0, 31, 2, 12, 44, 31);
const STORED = Date.UTC(2026, 5, 1);
const row = (more: Partial<StoredEvent>): StoredEvent => ({
  position: 1, stream: 'funds.line-a', revision: 0, id: '00000000-0000-4000-8000-000000000000', type: 'FundsDisbursed', created: STORED, dataText: '{}',
  metadataText: '{"effectiveOn":"2025-01-30","recordedAt":"2025-01-31T02:12:44.031Z","schemaVersion":1}', ...more,
});
const created = (more: Partial<StoredEvent>): number => new StoredNodeEvent(row(more)).created;

describe('the time of an event that the node tells', () => {
  it('is the sealed one of the ledger’s own events: another time in the file shows nowhere', () => {
    expect([created({}), created({ created: 0 })]).toEqual([RECORDED, RECORDED]);
  });

  it('is the store’s where the event says none, as its leaf does', () => {
    expect(created({ stream: '$$funds.line-a', type: '$metadata', metadataText: '{}' })).toBe(STORED);
  });

  it('is the store’s of what a client has sent, whatever that says of itself', () => {
    expect(created({ isSent: true })).toBe(STORED);
  });
});
