import type { Catalogue, ListAnswer, RecordedEvent, ReportAnswer } from '@ledger/ui/api/catalogue';
import type { Parameters } from '@ledger/ui/api/queries';
import { overNetwork, queryText, request, type Fetching } from '@ledger/ui/api/request';
import { publishedFile } from '@ledger/ui/history/published-log';
import { knownAtParameter, type Moment } from '@ledger/ui/moment/moment';

/** Which events are asked for, in the order of recording. Positions are decimal text. */
export interface EventQuestion {
  /** Of one stream, or of one register's streams. */
  readonly stream?: string;
  readonly register?: string;
  /** After this position. */
  readonly from?: string;
  /** Up to here: a position, an instant with its zone, or a day (its end in the ledger's zone). */
  readonly until?: string;
  /** At most 1,000; default 100. */
  readonly limit?: number;
}

export interface EventPage {
  readonly events: readonly RecordedEvent[];
  /** Position after which the next page begins; absent on the last. */
  readonly next?: string;
}

/**
 * Where an inspector's page reads from: the server, or a bundle that was dropped on the page. Both answer the same questions in the same
 * shapes; what a bundle cannot answer throws `Refused` with a code that begins with `bundle.` and says why.
 */
export interface LedgerSource {
  readonly kind: 'server' | 'bundle';
  catalogue(signal?: AbortSignal): Promise<Catalogue>;
  /** Rows of a table, `funds/lines`, at a moment. */
  list(path: string, parameters: Parameters, moment: Moment, signal?: AbortSignal): Promise<ListAnswer>;
  report(name: string, parameters: Parameters, moment: Moment, signal?: AbortSignal): Promise<ReportAnswer>;
  events(question?: EventQuestion, signal?: AbortSignal): Promise<EventPage>;
  /** The signed note of the latest checkpoint; undefined while nothing was sealed. */
  checkpoint(signal?: AbortSignal): Promise<string | undefined>;
}

/** A source that answers at the addresses of the server's API, whoever stands behind them. */
export function sourceOver(kind: LedgerSource['kind'], through: Fetching): LedgerSource {
  const ask = async <T>(path: string, parameters: Parameters, signal: AbortSignal | undefined): Promise<T> => (await request<T>(path + queryText(parameters), { signal, through })).json;
  return {
    kind,
    catalogue: (signal) => ask('/api/registers', {}, signal),
    list: (path, parameters, moment, signal) => ask(`/api/${path}`, { ...parameters, ...momentParameters(moment) }, signal),
    report: (name, parameters, moment, signal) => ask(`/api/reports/${name}`, { ...parameters, ...momentParameters(moment) }, signal),
    events: ({ until, ...question } = {}, signal) => ask('/api/events', { ...question, until: knownAtParameter(until) }, signal),
    checkpoint: async (signal) => (await publishedFile('checkpoint', through, signal))?.text(),
  };
}

/** The ledger's server. */
export const serverSource: LedgerSource = sourceOver('server', overNetwork);

const momentParameters = ({ asOf, knownAt }: Moment): Parameters => ({ asOf, knownAt: knownAtParameter(knownAt) });

const EVENTS_PER_PAGE = 1_000;

/** Every event that answers the question, page by page. */
export async function* eventPages(source: Pick<LedgerSource, 'events'>, question: Omit<EventQuestion, 'limit'> = {}, signal?: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
  for (let from = question.from; ; ) {
    const page = await source.events({ ...question, from, limit: EVENTS_PER_PAGE }, signal);
    if (page.events.length > 0) yield page.events;
    if (page.next === undefined) return;
    from = page.next;
  }
}
