import { demand, type Door, type Language } from './door';
import { localTime } from './local-time';

interface TraceEvent {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: {
    readonly actor: { readonly user: string; readonly role: string; readonly unit: string; readonly lentBy?: string };
    readonly recordedAt: string;
    readonly effectiveOn: string;
    readonly reason?: string;
    readonly legalBasis?: { readonly number: string; readonly issuedOn: string };
    readonly basis?: string;
  };
}

export interface ReplayOptions {
  readonly stream?: string;
  readonly until?: string;
  readonly format: 'text' | 'json';
  readonly language: Language;
}

const PAGE = 1_000;

/** Prints who did what when, in the order of recording, page by page: a ledger of any size takes constant memory. */
export async function replay(door: Door, options: ReplayOptions, print: (line: string) => void): Promise<number> {
  let from: string | undefined;
  let count = 0;
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(options.stream ? { stream: options.stream } : {}), ...(options.until ? { until: options.until } : {}), ...(from ? { from } : {}) });
    const answer = await demand(door, options.language, 'GET', `/api/events?${query.toString()}`);
    const page = JSON.parse(answer.body.toString('utf8')) as { readonly events: readonly TraceEvent[]; readonly next?: string };
    for (const event of page.events) print(options.format === 'json' ? JSON.stringify(event) : traceLine(event, options.language));
    count += page.events.length;
    if (!page.next || page.events.length === 0) return count;
    from = page.next;
  }
}

/** An event in one line, with the time of the ledger's zone; who acted under a role that somebody lent is told with the lender. */
export function traceLine(event: TraceEvent, language: Language): string {
  const { actor, recordedAt, effectiveOn, legalBasis, reason, basis } = event.metadata;
  const papers = [legalBasis && `${legalBasis.number} (${legalBasis.issuedOn})`, reason && `“${reason}”`, basis].filter(Boolean).join(' · ');
  const lent = actor.lentBy === undefined ? '' : language === 'vi' ? `, theo ủy quyền của ${actor.lentBy}` : `, lent by ${actor.lentBy}`;
  return `${event.position}  ${localTime(recordedAt)}  [${effectiveOn}]  ${actor.user} (${actor.role}, ${actor.unit}${lent})  ${event.stream}@${event.revision}  ${event.type}  ${JSON.stringify(event.data)}${papers ? `  ${papers}` : ''}`;
}
