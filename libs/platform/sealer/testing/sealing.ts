import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@ledger/platform/event-store';
import { createLogKeys, readLogKeys, type LogKeys } from '../log-keys';
import { Sealer, type SealerOptions } from '../sealer';
import type { Tree } from '../tree';
import { TreeWriter } from '../tree-writer';
import { PATTERN } from './sample-events';

export const ORIGIN = 'ledger.test/sealing';

/** A data folder with a key, in which tests seal; gone with `remove`. */
export class SealingPlace {
  readonly data = mkdtempSync(join(tmpdir(), 'sealer-'));
  readonly folder = join(this.data, 'audit');
  readonly keyFolder = join(this.data, 'keys');

  async createKeys(): Promise<this> {
    await createLogKeys(this.keyFolder, ORIGIN);
    return this;
  }

  keys = async (): Promise<LogKeys> => (await readLogKeys(this.keyFolder, Date.now()))!;

  /** A sealer that seals only when asked, unless an interval is given. */
  sealer(store: EventStore, options: Partial<SealerOptions> = {}): Sealer {
    const { folder, keyFolder, keys } = this;
    return new Sealer({ store, tree: this.tree(store), folder, keyFolder, keys, now: () => Date.now(), intervalMs: 3_600_000, ...options });
  }

  tree(store: EventStore): Tree {
    return new TreeWriter({ store, pattern: PATTERN, folder: this.folder });
  }

  remove(): void {
    rmSync(this.data, { recursive: true, force: true });
  }
}
