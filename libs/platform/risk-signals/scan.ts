import { encodeShape, SeenEvent, type EventMeta, type JsonObject, type Recorded, type RiskSignal, type Sighting, type Values, type Watch } from '@ledger/kit';

/** One event of a hit: enough to name it, to find it and to say who recorded it when. */
export interface HitEvent {
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly actor: { readonly user: string; readonly role: string; readonly unit: string };
}

/** What a signal has seen once, as JSON: the values are in their fields' JSON form. */
export interface SignalHit {
  readonly signal: string;
  readonly key: string;
  /** The day on which the last of its events was recorded. */
  readonly on: string;
  readonly values: JsonObject;
  /** In the order of recording. */
  readonly events: readonly HitEvent[];
}

/** One signal with its parameters, shown the ledger's events in the order of recording. */
export class SignalScan {
  private readonly watch: Watch;

  constructor(
    readonly signal: RiskSignal,
    parameters: Values<RiskSignal['parameters']>,
  ) {
    this.watch = signal.watch(parameters);
  }

  see(event: SeenEvent): void {
    this.watch.every?.(event.meta);
    const handler = this.watch.on[event.meta.type];
    handler?.run(event.data(handler.definition), event.meta);
  }

  /** What was seen until now, the latest first. */
  hits(): readonly SignalHit[] {
    return this.watch.sightings().map((sighting) => hitOf(this.signal, sighting)).sort(latestFirst);
  }
}

/** What a signal sees in some events, given in the order of recording: a pure function of both. */
export function signalHits<P extends RiskSignal>(signal: P, parameters: P['standard'], events: Iterable<Recorded>): readonly SignalHit[] {
  const scan = new SignalScan(signal, parameters);
  for (const event of events) scan.see(new SeenEvent(event));
  return scan.hits();
}

function hitOf(signal: RiskSignal, { key, events, values }: Sighting): SignalHit {
  const ordered = [...new Map(events.map((meta) => [meta.position, meta])).values()].sort((a, b) => (a.position < b.position ? -1 : 1));
  return { signal: signal.name, key, on: ordered.at(-1)!.recordedOn, values: encodeShape(signal.values, values), events: ordered.map(eventOf) };
}

const eventOf = ({ position, eventId, stream, revision, type, recordedAt, effectiveOn, actor }: EventMeta): HitEvent => ({
  position: position.toString(), id: eventId, stream, revision: revision.toString(), type, recordedAt, effectiveOn, actor: { user: actor.user, role: actor.role, unit: actor.unit },
});

const lastPosition = ({ events }: SignalHit): bigint => BigInt(events.at(-1)!.position);

function latestFirst(a: SignalHit, b: SignalHit): number {
  const [first, second] = [lastPosition(a), lastPosition(b)];
  if (first !== second) return first > second ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
