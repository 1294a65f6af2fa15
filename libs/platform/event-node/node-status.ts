import type { NodeStore } from './node-store';
import type { PersistentSubscriptions } from './persistent';
import { parkedStream, groupKey } from './persistent/settings';

/** One consumer that is connected to a group. */
export interface ConsumerStatus {
  readonly from: string;
  readonly username: string;
  readonly name: string;
  readonly perSecond: number;
  readonly total: number;
  readonly inFlight: number;
  readonly slots: number;
}

/** A message that a group's consumers could not take, the oldest first. */
export interface ParkedStatus {
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly reason: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** The event's data as text, at most `PAYLOAD_CHARACTERS_MAX` of it. */
  readonly payload: string;
}

/** How a persistent subscription stands. Places are revisions of its source, or positions when that is `$all`. */
export interface GroupStatus {
  readonly source: string;
  readonly group: string;
  readonly state: string;
  readonly checkpointed?: bigint;
  readonly lastKnown?: bigint;
  readonly perSecond: number;
  readonly waiting: number;
  readonly retries: number;
  readonly inFlight: number;
  readonly parkedCount: bigint;
  readonly parked: readonly ParkedStatus[];
  readonly consumers: readonly ConsumerStatus[];
}

/** How the node stands: what it is asked now, and the groups it keeps. */
export interface NodeStatus {
  readonly head: bigint;
  /** Streams of answers under way: catch-up subscriptions, reads and consumers. */
  readonly streams: number;
  readonly groups: readonly GroupStatus[];
}

/** What operators see of a node, and may do there. */
export interface NodeControl {
  status(): Promise<NodeStatus>;
  /** Delivers a group's parked messages again. Rejects with a `GroupRefusal` when there is no such group. */
  replayParked(source: string, group: string): Promise<void>;
}

const PARKED_SHOWN = 20;
const PAYLOAD_CHARACTERS_MAX = 4_000;

export function nodeControl(store: NodeStore, subscriptions: PersistentSubscriptions, context: { readonly calls: number }): NodeControl {
  return {
    status: async () => {
      const infos = await subscriptions.list(undefined);
      const groups = await Promise.all(infos.map(async ({ definition: { source, group }, status, connections, lastCheckpointed, lastKnown, parked, perSecond, waiting, retries, inFlight }): Promise<GroupStatus> => ({
        source, group, perSecond, waiting, retries, inFlight, lastKnown, state: status, checkpointed: lastCheckpointed, parkedCount: parked,
        parked: parked === 0n ? [] : await parkedOf(store, source, group),
        consumers: connections.map(({ from, username, connectionName, perSecond: rate, totalItems, inFlight: open, availableSlots }) => ({ from, username, name: connectionName, perSecond: rate, total: totalItems, inFlight: open, slots: availableSlots })),
      })));
      return { head: store.head(), streams: context.calls, groups };
    },
    replayParked: (source, group) => subscriptions.replayParked(source, group, undefined),
  };
}

async function parkedOf(store: NodeStore, source: string, group: string): Promise<readonly ParkedStatus[]> {
  const { events } = await store.readStream(parkedStream(groupKey(source, group)), { from: 'start', direction: 'forwards', limit: PARKED_SHOWN });
  return Promise.all(events.map(async (link): Promise<ParkedStatus> => {
    const event = await store.resolve(link);
    const shown = event ?? link;
    return { stream: shown.stream, revision: shown.revision, type: shown.type, reason: reasonIn(link.metadata), at: link.created, payload: Buffer.from(shown.data).toString('utf8').slice(0, PAYLOAD_CHARACTERS_MAX) };
  }));
}

/** Whoever parked it may have said why. */
function reasonIn(metadata: Uint8Array): string {
  try {
    const { reason } = JSON.parse(Buffer.from(metadata).toString('utf8')) as { readonly reason?: unknown };
    return typeof reason === 'string' ? reason : '';
  } catch {
    return '';
  }
}
