import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeCosignatures, lookAtCheckpoint, Malformed, openCheckpoint, type Findings, type LookedAtCheckpoint, type OpenedCheckpoint, type Policy, type TrustOptions } from '@ledger/platform/audit-log/node';
import { EventStoreUnavailable, type EventStore, type RecordedEvent } from '@ledger/platform/event-store';
import { CHECKPOINTS, COSIGNED, COSIGNED_FILE, LATEST_FILE } from '@ledger/platform/sealer';

/** A checkpoint that the ledger has recorded. */
export interface RecordedCheckpoint extends LookedAtCheckpoint {
  readonly note: string;
  /** Of the event that records it, ISO 8601; undefined when it says none. */
  readonly recordedAt: string | undefined;
}

/** The checkpoints of the store in ascending order of size, each signature verified first. Finds damage, gaps and steps back. */
export async function recordedCheckpoints(store: EventStore, policy: Policy | undefined, findings: Findings): Promise<RecordedCheckpoint[]> {
  const checkpoints: RecordedCheckpoint[] = [];
  let revision = 0n;
  for await (const event of eventsOf(store, CHECKPOINTS, findings)) {
    if (event.revision !== revision) findings.add('checkpoint-missing', { stream: CHECKPOINTS, revision: String(revision) });
    revision = event.revision + 1n;
    const looked = await look(event, policy, findings);
    if (looked === undefined) continue;
    const before = checkpoints.at(-1)?.checkpoint;
    if (before && looked.checkpoint.size <= before.size) findings.add('checkpoint-order', { stream: CHECKPOINTS, revision: String(event.revision), size: String(looked.checkpoint.size) });
    else checkpoints.push(looked);
  }
  return checkpoints;
}

/** The notes that carry cosignatures, and those that are published as files: whatever of the log was shown to the outside. */
export async function shownCheckpoints(store: EventStore, folder: string, policy: Policy | undefined, findings: Findings): Promise<RecordedCheckpoint[]> {
  const shown: RecordedCheckpoint[] = [];
  for await (const event of eventsOf(store, COSIGNED, findings)) {
    const looked = await look(event, policy, findings);
    if (looked) shown.push(looked);
  }
  for (const file of [LATEST_FILE, COSIGNED_FILE]) {
    const note = fileText(join(folder, file));
    if (note === undefined) continue;
    try {
      shown.push({ note, recordedAt: undefined, ...(await lookAtCheckpoint(note, policy, findings, `audit/${file}`)) });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      findings.add('checkpoint-damaged', { file: `audit/${file}`, detail: error.message });
    }
  }
  return shown;
}

/** The newest checkpoint that the policy's quorum has cosigned, judged by its age; finds `quorum-missing` when there is none. */
export async function judgeQuorum(candidates: readonly RecordedCheckpoint[], policy: Policy, trust: TrustOptions, findings: Findings): Promise<OpenedCheckpoint | undefined> {
  const opened: OpenedCheckpoint[] = [];
  for (const { note } of candidates) {
    try {
      opened.push(await openCheckpoint(note, policy));
    } catch {
      // Found when it was looked at.
    }
  }
  const better = (one: OpenedCheckpoint, other: OpenedCheckpoint): boolean => (one.quorumMet === other.quorumMet ? one.checkpoint.size >= other.checkpoint.size : one.quorumMet);
  const newest = opened.reduce<OpenedCheckpoint | undefined>((best, each) => (best && !better(each, best) ? best : each), undefined);
  if (newest) judgeCosignatures(newest, policy, trust, findings);
  else findings.add('unsigned', { detail: 'no log of the policy has signed any of the checkpoints' });
  return newest;
}

async function* eventsOf(store: EventStore, stream: string, findings: Findings): AsyncGenerator<RecordedEvent> {
  try {
    for await (const page of store.readStream(stream)) yield* page;
  } catch (error) {
    if (!(error instanceof EventStoreUnavailable)) throw error;
    findings.add('checkpoint-damaged', { stream, detail: error.message });
  }
}

async function look(event: RecordedEvent, policy: Policy | undefined, findings: Findings): Promise<RecordedCheckpoint | undefined> {
  const about = { stream: event.stream, revision: String(event.revision) };
  try {
    const note = String((event.data as { readonly note?: unknown } | null)?.note);
    const looked = await lookAtCheckpoint(note, policy, findings, `${event.stream} ${event.revision}`);
    const recordedAt = (event.metadata as { readonly recordedAt?: unknown } | null)?.recordedAt;
    return { note, recordedAt: typeof recordedAt === 'string' ? recordedAt : undefined, ...looked };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.add('checkpoint-damaged', { ...about, detail: error.message });
    return undefined;
  }
}

function fileText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
