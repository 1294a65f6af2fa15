import type { EventStore } from '@ledger/platform/event-store';
import * as durable from '@ledger/platform/durable-file';
import { LeafPositions } from '../leaf-positions';
import { TileFolder } from '../tile-folder';
import { SparseMemoryStore } from './memory-store';
import { fill } from './sample-events';
import { SealingPlace } from './sealing';
import { mustBeOneTree, mustHaveItsTiles } from './whole-log';

/** Ends the process it stands for at one step: whatever is tried from then on does not happen. */
class Kill {
  steps = 0;
  constructor(private readonly at: number) {}

  get isDead(): boolean {
    return this.steps >= this.at;
  }

  step(): void {
    if (this.isDead || (this.steps += 1) >= this.at) throw new Error('killed');
  }

  /** Killed before the work is done, or after it, before anybody hears of it. */
  around<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    return async (...args) => {
      this.step();
      const done = await work(...args);
      this.step();
      return done;
    };
  }

  /** The same of work that is done at once. */
  aroundAtOnce<A extends unknown[], T>(work: (...args: A) => T): (...args: A) => T {
    return (...args) => {
      this.step();
      const done = work(...args);
      this.step();
      return done;
    };
  }
}

function fragile(store: EventStore, kill: Kill): EventStore {
  const reading = <A extends unknown[], T>(read: (...args: A) => AsyncIterable<T>) =>
    async function* (...args: A): AsyncGenerator<T> {
      kill.step();
      for await (const batch of read(...args)) {
        kill.step();
        yield batch;
      }
    };
  return {
    append: kill.around((...args: Parameters<EventStore['append']>) => store.append(...args)),
    readStream: reading((...args: Parameters<EventStore['readStream']>) => store.readStream(...args)),
    readAll: reading((...args: Parameters<EventStore['readAll']>) => store.readAll(...args)),
    subscribe: (options) => store.subscribe(options),
    head: () => store.head(),
    close: () => store.close(),
  };
}

/**
 * A sealer that is killed at its n-th step, and the one that goes on after it; false when there were fewer steps. The caller
 * has mocked `durable-file` so that it can be spied on.
 */
export async function killedAt(at: number): Promise<boolean> {
  const place = await new SealingPlace().createKeys();
  const store = new SparseMemoryStore();
  const kill = new Kill(at);
  const real = jest.requireActual<typeof durable>('@ledger/platform/durable-file');
  const positions = LeafPositions.prototype.write;
  const drop = TileFolder.prototype.dropPartials;
  jest.spyOn(durable, 'writeWhole').mockImplementation(kill.around(real.writeWhole));
  jest.spyOn(durable, 'writeBeside').mockImplementation(kill.aroundAtOnce(real.writeBeside));
  jest.spyOn(durable, 'putInPlace').mockImplementation(kill.around(real.putInPlace));
  jest.spyOn(durable, 'sync').mockImplementation(kill.around(real.sync));
  jest.spyOn(LeafPositions.prototype, 'write').mockImplementation(function (this: LeafPositions, ...args) {
    return kill.around(positions.bind(this))(...args);
  });
  jest.spyOn(TileFolder.prototype, 'dropPartials').mockImplementation(function (this: TileFolder, ...args) {
    return kill.around(drop.bind(this))(...args);
  });
  try {
    const dying = place.sealer(fragile(store, kill), { keys: kill.around(place.keys) });
    await dying.start().catch(() => undefined);
    for (const [from, count] of [[0, 200], [200, 70]] as const) {
      await fill(store, count, from);
      await dying.checkpointNow().catch(() => undefined);
    }
    await dying.close();
    const died = kill.isDead;
    jest.restoreAllMocks();
    await fill(store, 5, 270);
    const next = place.sealer(store);
    await next.start();
    await next.checkpointNow();
    expect(next.status()).toMatchObject({ state: 'sealing', size: 275n });
    await next.close();
    expect((await mustBeOneTree(store, await place.keys())).at(-1)).toBe(275n);
    await mustHaveItsTiles(place.folder, store, 275n);
    return died;
  } finally {
    jest.restoreAllMocks();
    place.remove();
  }
}
