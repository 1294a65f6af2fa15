import { fold, streamName, type Decider, type EventMeta, type Fact } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import type { Catalogue } from './catalogue';
import { decodeRecorded } from './event-metadata';
import { eventIdOf } from './identifiers';
import type { Receipt } from './order';
import { RecordedCommands, type RecordedCommand } from './recorded-commands';

/** A stream folded up to `revision` (−1 before its first event), and the commands its events came from. */
export interface StreamState {
  readonly stream: string;
  revision: bigint;
  /** Of its last event; −1 before its first. */
  position: bigint;
  state: unknown;
  readonly commands: RecordedCommands;
}

/** Folds one more event into the state, in place. */
export function advance(decider: Decider, current: StreamState, fact: Fact, meta: EventMeta): void {
  current.state = fold(decider, current.state, fact, meta);
  current.revision = meta.revision;
  current.position = meta.position;
  const before = current.commands.get(meta.commandId);
  current.commands.set(meta.commandId, {
    hash: meta.commandHash,
    types: before ? [...before.types, fact.type] : [fact.type],
    revision: meta.revision,
    position: meta.position,
  });
}

/** Reads and folds a whole stream. */
export async function loadStream(store: EventStore, catalogue: Catalogue, decider: Decider, id: string): Promise<StreamState> {
  const stream = streamName(decider, id);
  const current: StreamState = { stream, revision: -1n, position: -1n, state: decider.initial, commands: new RecordedCommands() };
  await catchUp(store, catalogue, decider, current);
  return current;
}

/** Folds what was recorded since; false when nothing was. */
export async function catchUp(store: EventStore, catalogue: Catalogue, decider: Decider, current: StreamState): Promise<boolean> {
  const before = current.revision;
  for await (const batch of store.readStream(current.stream, { from: before + 1n })) {
    for (const event of batch) {
      const { type, data, meta } = decodeRecorded(catalogue, event);
      advance(decider, current, { type, data }, meta);
    }
  }
  return current.revision > before;
}

/** The receipt of a command that was recorded before. */
export function receiptOf(stream: string, commandId: string, recorded: RecordedCommand, hit: boolean): Receipt {
  return {
    stream,
    revision: recorded.revision,
    position: recorded.position,
    events: recorded.types.map((type, index) => ({ id: eventIdOf(commandId, index), type })),
    commandId,
    hit,
  };
}
