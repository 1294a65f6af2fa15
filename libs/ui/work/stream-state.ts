import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { dataOf, fold, metaOf, streamName, type Decider, type EventDefinition, type Fact } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { recordedOf } from '../api/recorded';
import { queryText, request } from '../api/request';

/** A record as its decider sees it now. */
export interface StreamState {
  readonly stream: string;
  readonly state: unknown;
  /** First to last. */
  readonly events: readonly RecordedEvent[];
}

const PAGE = 1_000;

interface EventPage {
  readonly events: readonly RecordedEvent[];
  readonly next?: string;
}

async function wholeStream(stream: string, signal: AbortSignal): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let from: string | undefined;
  do {
    const { json } = await request<EventPage>(`/api/events${queryText({ stream, limit: PAGE, from })}`, { signal });
    events.push(...json.events);
    from = json.next;
  } while (from !== undefined);
  return events;
}

/** Folds what was recorded with the register's own decider: the state on which the server would decide. */
export function foldedState(decider: Decider, events: readonly RecordedEvent[]): unknown {
  return events.reduce<unknown>((state, event) => {
    const definition = decider.events.$catalogue.definitions[event.type] as EventDefinition | undefined;
    if (!definition) return state;
    const recorded = recordedOf(event);
    const fact: Fact = { type: event.type, data: dataOf(recorded, definition) };
    return fold(decider, state, fact, metaOf(recorded));
  }, decider.initial);
}

/** How a record's state is asked for, by a part of a page or in between. */
export const streamStateQuery = (decider: Decider, id: string) => {
  const stream = streamName(decider, id);
  return queryOptions({
    queryKey: ['stream', stream, 'whole'],
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<StreamState> => {
      const events = await wholeStream(stream, signal);
      return { stream, events, state: foldedState(decider, events) };
    },
  });
};

/** The state of a record, read again whenever something is recorded. */
export const useStreamState = (decider: Decider, id: string): UseQueryResult<StreamState> => useQuery(streamStateQuery(decider, id));
