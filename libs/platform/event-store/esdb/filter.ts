import { eventTypeFilter, streamNameFilter, type Filter, type Position } from '@eventstore/db-client';
import type { EventFilter, RecordedEvent } from '../port';

/** How many events the server looks at before it says how far it is. */
const WINDOW = 500;

/** Whether the filter keeps an event: both parts must, where both are given. */
export function matcher(filter: EventFilter | undefined): (event: Pick<RecordedEvent, 'stream' | 'type'>) => boolean {
  const types = filter?.types && new Set(filter.types);
  const prefixes = filter?.streamPrefixes;
  return ({ stream, type }) => (types === undefined || types.has(type)) && (prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix)));
}

/**
 * The part of a filter that the server can apply: it takes one kind. Stream prefixes, where they are given, drop more than
 * types do; `matcher` drops the rest. A part that keeps nothing is left to `matcher` too.
 */
export function serverFilter(filter: EventFilter | undefined, checkpointReached: (position: Position) => void): Filter | undefined {
  const shared = { checkpointInterval: 1, maxSearchWindow: WINDOW, checkpointReached: (_: unknown, position: Position): void => checkpointReached(position) };
  if (filter?.streamPrefixes?.length) return streamNameFilter({ ...shared, prefixes: [...filter.streamPrefixes] });
  if (filter?.types?.length) return eventTypeFilter({ ...shared, regex: `^(${filter.types.map(literal).join('|')})$` });
  return undefined;
}

/** A text as a regular expression that means itself, to the server's kind and to JavaScript's. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
