import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint, parseNote } from '@ledger/platform/audit-log/node';
import { writeWhole } from '@ledger/platform/durable-file';

/** What clients are served as the log's checkpoint. */
export interface PublishedCheckpoint {
  /** With the cosignatures that were had. */
  readonly note: string;
  readonly size: bigint;
  /** Whether they meet the policy; true where there is none. */
  readonly quorumMet: boolean;
}

/** The latest checkpoint. */
export const LATEST_FILE = 'checkpoint';
/** The latest checkpoint that met the policy of witnesses. */
export const COSIGNED_FILE = 'checkpoint.cosigned';

/** The note in a file of the audit folder; undefined when there is none or it is no checkpoint. */
export async function noteIn(folder: string, name: string): Promise<{ readonly note: string; readonly text: string; readonly size: bigint } | undefined> {
  try {
    const note = await readFile(join(folder, name), 'utf8');
    const { text } = parseNote(note);
    return { note, text, size: parseCheckpoint(text).size };
  } catch {
    // It is written again from the stream of checkpoints.
    return undefined;
  }
}

export async function publishIn(folder: string, { note, quorumMet }: PublishedCheckpoint, hasPolicy: boolean): Promise<void> {
  await writeWhole(join(folder, LATEST_FILE), note);
  if (hasPolicy && quorumMet) await writeWhole(join(folder, COSIGNED_FILE), note);
}
