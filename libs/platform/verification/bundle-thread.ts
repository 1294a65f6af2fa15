/** The thread that writes a bundle of an embedded store: over connections of its own, so that nobody waits for it. */
import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedReader, StoredRows } from '@ledger/platform/event-store/embedded';
import { TileFolder } from '@ledger/platform/sealer';
import { LATER, stepBack } from '@ledger/platform/thread';
import { exportBundle, NotExportable, type ExportSelection } from './bundle-export';
import { fileSink } from './file-sink';

export interface BundleThreadSettings {
  /** Folder of the embedded store, and of the tiles. */
  readonly data: string;
  readonly folder: string;
  readonly pattern: string;
  readonly checkpoint: string;
  readonly selection: ExportSelection;
  readonly policy?: string;
  readonly held?: string;
  /** File that is written. */
  readonly out: string;
}

export type FromBundleThread = { readonly written: true } | { readonly refused: string } | { readonly failed: string };

async function run({ data, folder, pattern, checkpoint, selection, policy, held, out }: BundleThreadSettings): Promise<FromBundleThread> {
  await stepBack(LATER);
  const file = openSync(out, 'w', 0o600);
  const store = await openEmbeddedReader({ folder: data });
  const rows = new StoredRows(data);
  try {
    await exportBundle({ store, rows, pattern: new RegExp(pattern), tiles: new TileFolder(folder), checkpoint, selection, policy, held }, fileSink(file));
    return { written: true };
  } catch (error) {
    const { name, message } = error as Error;
    return error instanceof NotExportable || error instanceof RangeError || name === 'Malformed' || name === 'TileMissing' ? { refused: message } : { failed: message };
  } finally {
    rows.close();
    await store.close();
    closeSync(file);
  }
}

if (parentPort) void run(workerData as BundleThreadSettings).then((answer) => parentPort!.postMessage(answer));
