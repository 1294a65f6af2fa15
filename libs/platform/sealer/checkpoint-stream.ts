import { hash } from 'node:crypto';
import { parseCheckpoint } from '@ledger/platform/audit-log';
import { WrongExpectedRevision, type EventStore } from '@ledger/platform/event-store';
import type { TreeState } from './tree';

/** The stream of checkpoints: `CheckpointPublished { note, root (base64), size (decimal) }`. Clients may read it, never write it. */
export const CHECKPOINTS = 'audit.checkpoints';
/** The stream of checkpoints with the cosignatures of witnesses: `CheckpointCosigned` of the same shape. */
export const COSIGNED = 'audit.cosigned';

/** A checkpoint as it was sealed: its note carries the log's signature, or several, and no cosignature. */
export interface SealedCheckpoint extends TreeState {
  readonly note: string;
  readonly revision: bigint;
}

/** Another sealer has appended a checkpoint since this one looked. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** The last checkpoint of a stream; undefined when it has none. Throws `Malformed` for one that is no checkpoint. */
export async function lastCheckpoint(store: EventStore, stream = CHECKPOINTS): Promise<SealedCheckpoint | undefined> {
  for await (const [event] of store.readStream(stream, { direction: 'backwards', limit: 1 })) {
    if (event === undefined) continue;
    const note = String(event.data.note);
    const { size, root } = parseCheckpoint(note);
    return { note, size, root, revision: event.revision };
  }
  return undefined;
}

/**
 * Records a checkpoint after the one it follows: the only lock there is. Rejects with `Superseded` when that is not the last
 * one any more. The same checkpoint again is no second one.
 */
export async function appendCheckpoint(store: EventStore, note: string, { after, recordedAt }: { readonly after?: SealedCheckpoint; readonly recordedAt: string }): Promise<SealedCheckpoint> {
  const { size, root } = parseCheckpoint(note);
  try {
    const { revision } = await store.append(CHECKPOINTS, [eventOf('CheckpointPublished', note, recordedAt)], after?.revision ?? 'no-stream');
    return { note, size, root, revision };
  } catch (error) {
    if (error instanceof WrongExpectedRevision) throw new Superseded(`stream ${CHECKPOINTS} is at ${error.actual}`);
    throw error;
  }
}

/** Records what witnesses have cosigned, as evidence of when a checkpoint was known outside. */
export async function appendCosigned(store: EventStore, note: string, recordedAt: string): Promise<void> {
  await store.append(COSIGNED, [eventOf('CheckpointCosigned', note, recordedAt)], 'any');
}

function eventOf(type: string, note: string, recordedAt: string) {
  const { size, root } = parseCheckpoint(note);
  return {
    id: uuidOf(`${type}\n${note}`),
    type,
    data: { note, root: Buffer.from(root).toString('base64'), size: size.toString() },
    metadata: { actor: { role: 'process', unit: '10', user: 'process:sealer' }, recordedAt, schemaVersion: 1 },
  };
}

/** RFC 9562 version 8: the same checkpoint has the same id, so that an append whose answer was lost can be made again. */
function uuidOf(text: string): string {
  const bytes = hash('sha256', text, 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
