import { randomUUID } from 'node:crypto';
import type { EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { SealedLedger } from './testing/sealed-ledger';

describe('what a client of the node wrote', () => {
  let ledger: SealedLedger;
  beforeEach(async () => {
    ledger = await SealedLedger.create(10);
  });
  afterEach(() => ledger.remove());

  it.each([
    ['bytes that are no text', async (store: EmbeddedStore) => store.stored.append('funds.line-sent', [{ id: randomUUID(), type: 'Odd', isJson: false, data: Uint8Array.of(0, 255), metadata: Uint8Array.of(1) }], 'any')],
    ['the end of a stream', async (store: EmbeddedStore) => store.stored.tombstone('funds.line-ended', 'any')],
  ])('%s is the leaf that was sealed, whatever else is said of it', async (_name, write) => {
    await ledger.writeAsClient(write);
    expect((await ledger.verify()).findings.map(({ kind }) => kind)).not.toEqual(expect.arrayContaining([expect.stringMatching(/differs|damaged/)]));
  });
});
