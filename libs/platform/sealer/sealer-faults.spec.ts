import type { EventStore } from '@ledger/platform/event-store';
import { killedAt } from './testing/kill-at-step';
import { SparseMemoryStore } from './testing/memory-store';
import { fill } from './testing/sample-events';
import { SealingPlace } from './testing/sealing';

jest.mock('@ledger/platform/durable-file', () => ({ __esModule: true, ...jest.requireActual<object>('@ledger/platform/durable-file') }));

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 1_000_000);
const STRIDE = 9;

describe('a sealer that is killed', () => {
  // Every step is taken in the heavy suite.
  it(`at some step leaves nothing that the next one does not take up: no second checkpoint of a size, no leaf lost (seed ${seed})`, async () => {
    for (let at = 1 + (seed % STRIDE); await killedAt(at); at += STRIDE);
  });

  it('in a fault that passes goes on by itself', async () => {
    const place = await new SealingPlace().createKeys();
    const store = new SparseMemoryStore();
    let faults = 3;
    const failing = Object.assign(Object.create(store) as EventStore, {
      append: (...args: Parameters<EventStore['append']>) => (faults-- > 0 ? Promise.reject(new Error('the store is away')) : store.append(...args)),
    });
    const sealer = place.sealer(failing, { intervalMs: 5 });
    await fill(store, 300);
    await sealer.start();
    for (let n = 0; n < 500 && sealer.status().size < 300n; n++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sealer.status()).toMatchObject({ state: 'sealing', size: 300n });
    expect(sealer.status().error).toBeUndefined();
    await sealer.close();
    place.remove();
  });
});
