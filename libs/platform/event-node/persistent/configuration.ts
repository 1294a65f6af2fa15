import { randomUUID } from 'node:crypto';
import type { NodeEvent, NodeStore } from '../node-store';
import { groupKey, type GroupDefinition, type GroupFilter, type GroupSettings, type StartFrom } from './settings';

export const CONFIGURATION_STREAM = '$persistentSubscriptionConfig';
const SET = '$PersistentSubscriptionSet';
const REMOVED = '$PersistentSubscriptionRemoved';
const PAGE = 500;
const NOTHING = Buffer.alloc(0);

/** One change as it is stored: the definition as it is from then on, or the group that is no more. Big numbers are decimal strings. */
interface StoredDefinition {
  readonly source: string;
  readonly group: string;
  readonly filter?: GroupFilter;
  readonly startFrom: string;
  readonly after: string;
  readonly settings: GroupSettings;
}

/** The groups there are, as the fold of their changes. */
export async function readConfiguration(store: NodeStore): Promise<Map<string, GroupDefinition>> {
  const groups = new Map<string, GroupDefinition>();
  let from: bigint | undefined = 0n;
  while (from !== undefined) {
    const { events, next } = await store.readStream(CONFIGURATION_STREAM, { from, direction: 'forwards', limit: PAGE });
    for (const event of events) fold(groups, event);
    from = next;
  }
  return groups;
}

export async function recordGroup(store: NodeStore, { startFrom, after, ...rest }: GroupDefinition): Promise<void> {
  await record(store, SET, { ...rest, startFrom: String(startFrom), after: String(after) } satisfies StoredDefinition);
}

export async function recordRemoval(store: NodeStore, source: string, group: string): Promise<void> {
  await record(store, REMOVED, { source, group });
}

async function record(store: NodeStore, type: string, data: object): Promise<void> {
  const event = { id: randomUUID(), type, contentType: 'application/json' as const, data: Buffer.from(JSON.stringify(data)), metadata: NOTHING };
  await store.append(CONFIGURATION_STREAM, [event], 'any');
}

function fold(groups: Map<string, GroupDefinition>, event: NodeEvent): void {
  if (event.type !== SET && event.type !== REMOVED) return;
  const stored = JSON.parse(Buffer.from(event.data).toString('utf8')) as StoredDefinition;
  const key = groupKey(stored.source, stored.group);
  if (event.type === REMOVED) groups.delete(key);
  else groups.set(key, { ...stored, startFrom: startOf(stored.startFrom), after: BigInt(stored.after) });
}

const startOf = (text: string): StartFrom => (text === 'start' || text === 'end' ? text : BigInt(text));
