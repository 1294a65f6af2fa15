import type { Consumer } from './consumer';
import type { GroupRunner } from './runner';
import type { GroupDefinition } from './settings';
import type { Rates } from './statistics';

export interface ConnectionInfo {
  readonly from: string;
  readonly username: string;
  readonly connectionName: string;
  readonly perSecond: number;
  readonly totalItems: number;
  readonly sinceLast: number;
  readonly measurements: readonly (readonly [key: string, ms: number])[];
  readonly availableSlots: number;
  readonly inFlight: number;
}

/** What a client is told of a group. Places are undefined when there is none yet. */
export interface GroupInfo {
  readonly definition: GroupDefinition;
  readonly status: string;
  readonly connections: readonly ConnectionInfo[];
  readonly perSecond: number;
  readonly totalItems: number;
  readonly sinceLast: number;
  readonly lastCheckpointed: bigint | undefined;
  readonly lastKnown: bigint | undefined;
  /** Read and not yet handed out. */
  readonly waiting: number;
  readonly retries: number;
  readonly inFlight: number;
  readonly outstanding: number;
  readonly parked: bigint;
}

export async function infoOf(runner: GroupRunner, rates: Rates, now: number): Promise<GroupInfo> {
  const lastKnown = await runner.source.last();
  const { group } = runner;
  const { since, perSecond } = rates.ofGroup(group.totalItems, now);
  const isBehind = lastKnown !== undefined && group.place < lastKnown;
  return {
    definition: runner.definition,
    status: `${isBehind ? 'Behind' : 'Live'}${runner.isReplaying ? ', ReplayingParkedMessages' : ''}`,
    connections: group.consumers.map((consumer) => connectionOf(consumer, rates, now)),
    perSecond,
    totalItems: group.totalItems,
    sinceLast: since,
    lastCheckpointed: runner.checkpointed,
    lastKnown,
    ...group.counts,
    parked: runner.bookkeeping.parkedCount,
  };
}

function connectionOf(consumer: Consumer, rates: Rates, now: number): ConnectionInfo {
  const { from, username, connectionName, slots } = consumer.options;
  const { since, perSecond } = rates.ofConsumer(consumer, now);
  return {
    from,
    username,
    connectionName,
    perSecond,
    totalItems: consumer.totalItems,
    sinceLast: since,
    measurements: consumer.latencies?.measurements() ?? [],
    availableSlots: Math.max(0, slots - consumer.inFlight),
    inFlight: consumer.inFlight,
  };
}
