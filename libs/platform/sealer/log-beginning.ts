import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyRoot, openNote } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import { appendCheckpoint, lastCheckpoint, Superseded, type SealedCheckpoint } from './checkpoint-stream';
import { writeWhole } from '@ledger/platform/durable-file';
import type { LogKeys } from './log-keys';
import { LATEST_FILE, noteIn } from './published-checkpoint';
import { TileFolder } from './tile-folder';
import { SealerRefused, type TreeState } from './tree';

/** Beside the keys: this key has begun a log, so that an empty store under it has lost one. */
export const BEGUN_FILE = 'log.begun';

export interface LogPlaces {
  readonly store: EventStore;
  readonly folder: string;
  readonly keyFolder: string;
}

/** The last recorded checkpoint, which one of the log's own keys must have signed; undefined when there is none. */
export async function verifiedLast(store: EventStore, { origin, known }: LogKeys): Promise<SealedCheckpoint | undefined> {
  const last = await lastCheckpoint(store);
  if (last === undefined) return undefined;
  const name = last.note.slice(0, last.note.indexOf('\n'));
  if (name !== origin) throw new SealerRefused(`the last checkpoint is of the log ${name}, but the key is of ${origin}`);
  await openNote(last.note, known).catch((error: Error) => {
    throw new SealerRefused(`the last checkpoint was not signed by a key of this log (${error.message}): restore the key, or create one with --lost and the key that signed before`);
  });
  return last;
}

/**
 * Where a log goes on: its last checkpoint, or the first one, of the tree without leaves, which is recorded before there is any
 * tile, so that what is found without it belongs to another log. Rejects with `SealerRefused` where going on would contradict
 * what was published.
 */
export async function whereToGoOn(places: LogPlaces, keys: LogKeys, begin: { readonly recordedAt: string; sign(tree: TreeState): Promise<string> }): Promise<SealedCheckpoint> {
  const last = (await verifiedLast(places.store, keys)) ?? (await firstOf(places, keys, begin));
  await mustNotBeOlderThanPublished(places.folder, last);
  const begun = join(places.keyFolder, BEGUN_FILE);
  if (!existsSync(begun)) await writeWhole(begun, `${begin.recordedAt}\n`, 0o600);
  return last;
}

async function firstOf({ store, folder, keyFolder }: LogPlaces, keys: LogKeys, { recordedAt, sign }: Parameters<typeof whereToGoOn>[2]): Promise<SealedCheckpoint> {
  if (!new TileFolder(folder).isEmpty) throw new SealerRefused(`${folder} holds tiles, but the store has no checkpoint of them: they are of another log, or checkpoints are missing`);
  if (existsSync(join(keyFolder, BEGUN_FILE))) throw new SealerRefused('the key has begun a log, but the store has no checkpoint of it: restore the store, or begin another log with a key of its own');
  try {
    return await appendCheckpoint(store, await sign({ size: 0n, root: emptyRoot() }), { recordedAt });
  } catch (error) {
    const theirs = error instanceof Superseded ? await verifiedLast(store, keys) : undefined;
    if (theirs === undefined) throw error;
    return theirs;
  }
}

async function mustNotBeOlderThanPublished(folder: string, last: SealedCheckpoint): Promise<void> {
  const published = await noteIn(folder, LATEST_FILE);
  if (published === undefined || published.size < last.size) return;
  if (published.size > last.size) {
    throw new SealerRefused(`a checkpoint of size ${published.size} has been published, but the store's last one is of size ${last.size}: the store was rolled back. Restore the newer one`);
  }
  if (!last.note.startsWith(`${published.text}\n`)) throw new SealerRefused(`another checkpoint of size ${last.size} has been published than the store holds`);
}
