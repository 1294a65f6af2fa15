/** How a group of consumers wants its messages: what a client sets, what is kept across restarts and echoed exactly. */
import { regexTest } from '../event-filter';

export const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned', 'PinnedByCorrelation'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Times in milliseconds, everything else in messages. A zero timeout never expires; a zero subscriber count is unbounded. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  readonly extraStatistics: boolean;
  readonly messageTimeoutMs: number;
  readonly maxRetryCount: number;
  readonly checkpointAfterMs: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly strategy: Strategy;
}

/** Which events of `$all` a group takes: a regular expression, or else any of the prefixes. */
export interface GroupFilter {
  readonly on: 'stream' | 'type';
  readonly regex?: string;
  readonly prefixes?: readonly string[];
}

export const ALL = '$all';

/** Where a group begins: before everything, after everything known at its creation, or at a place (inclusive). */
export type StartFrom = 'start' | 'end' | bigint;

/**
 * One group as it is kept. A place is a revision when the source is a stream and a position when it is `$all`; `after`
 * is the place behind which the group begins (−1: from the first), fixed at creation so that "end" means the same after a restart.
 */
export interface GroupDefinition {
  readonly source: string;
  readonly group: string;
  readonly filter?: GroupFilter;
  readonly startFrom: StartFrom;
  readonly after: bigint;
  readonly settings: GroupSettings;
}

/** The settings are at odds with each other; the message is what the client is told. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

const AT_LEAST: readonly (readonly [keyof GroupSettings, number])[] = [
  ['messageTimeoutMs', 0],
  ['maxRetryCount', 0],
  ['checkpointAfterMs', 0],
  ['minCheckpointCount', 0],
  ['maxCheckpointCount', 0],
  ['maxSubscriberCount', 0],
  ['liveBufferSize', 1],
  ['readBatchSize', 1],
  ['historyBufferSize', 1],
];

/** Throws `InvalidSettings`. */
export function checkDefinition({ source, group, filter, settings }: GroupDefinition): void {
  if (source === '' || group === '') throw new InvalidSettings('a stream and a group need a name');
  if (!STRATEGIES.includes(settings.strategy)) throw new InvalidSettings(`Consumer strategy ${settings.strategy} does not exist.`);
  for (const [name, least] of AT_LEAST) {
    if (!((settings[name] as number) >= least)) throw new InvalidSettings(`${name} is ${settings[name]}: at least ${least} is needed`);
  }
  if (settings.readBatchSize >= settings.historyBufferSize) {
    throw new InvalidSettings(`the read batch size (${settings.readBatchSize}) must be less than the history buffer size (${settings.historyBufferSize})`);
  }
  if (filter?.regex !== undefined) checkRegex(filter.regex);
}

function checkRegex(regex: string): void {
  try {
    regexTest(regex);
  } catch (error) {
    throw new InvalidSettings(`the filter is no regular expression: ${(error as Error).message}`, { cause: error });
  }
}

/** The key of a group everywhere: in stream names, in confirmations, in maps. */
export const groupKey = (source: string, group: string): string => `${source}::${group}`;

const kept = (key: string): string => `$persistentsubscription-${key}`;
export const checkpointStream = (key: string): string => `${kept(key)}-checkpoint`;
export const parkedStream = (key: string): string => `${kept(key)}-parked`;

/** The bookkeeping of groups on `$all`, which `$all` does not show: a group would otherwise be given its own checkpoints. */
export const isHiddenFromAll = (stream: string): boolean => stream.startsWith(HIDDEN) || stream.startsWith(`$$${HIDDEN}`);

const HIDDEN = kept(`${ALL}::`);
