import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@ledger/platform/event-store';
import { createLogKeys, leafStreamPattern, readLogKeys, Sealer, TileFolder, TreeWriter } from '@ledger/platform/sealer';
import { auditMessages, auditModule, type PublishedLog } from '../audit';
import { openTestLedger, type TestLedger } from './test-ledger';

/** The streams that a test ledger seals. */
export const SEALED_STREAMS = leafStreamPattern(['counters']);

/** A test ledger that publishes its log, and its sealer, which seals when it is told to. */
export interface SealedTestLedger {
  readonly ledger: TestLedger;
  readonly sealer: Sealer;
  readonly keyFolder: string;
  /** Where the tiles are. */
  readonly tileFolder: string;
  close(): Promise<void>;
}

/** `more`: of what is published, beside what a sealer has. The sealer is not started. */
export async function openSealedTestLedger(origin: string, more: (store: EventStore) => Partial<PublishedLog>): Promise<SealedTestLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'sealed-ledger-'));
  const [tileFolder, keyFolder] = [join(folder, 'audit'), join(folder, 'keys')];
  await createLogKeys(keyFolder, origin);
  const keys = async () => (await readLogKeys(keyFolder, Date.now()))!;
  let sealer!: Sealer;
  const ledger = await openTestLedger({
    messages: auditMessages,
    parts: (store) => {
      const tree = new TreeWriter({ store, pattern: SEALED_STREAMS, folder: tileFolder });
      sealer = new Sealer({ store, tree, folder: tileFolder, keyFolder, keys, now: () => Date.now(), intervalMs: 3_600_000 });
      const log: PublishedLog = { tiles: new TileFolder(tileFolder), keys, latest: () => sealer.latest(), found: () => sealer.found(), cosigned: async () => undefined, status: () => sealer.status(), checkpointNow: () => sealer.checkpointNow(), ...more(store) };
      return { imports: [auditModule(log)] };
    },
  });
  const close = async (): Promise<void> => {
    await sealer.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ledger, sealer, keyFolder, tileFolder, close };
}
