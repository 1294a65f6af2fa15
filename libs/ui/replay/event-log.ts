import type { RecordedEvent } from '../api/catalogue';

/** Places of events in the log, first recorded first: 0, 1, 2, … */
export type Places = readonly number[];

const nowhere: Places = [];

/**
 * Events as they were recorded, with what they are found by. It only grows; an event keeps its place, which is also that of its
 * leaf in the sealed tree as long as the log was read from the first event on.
 */
export class EventLog {
  readonly events: RecordedEvent[] = [];
  private readonly byPosition = new Map<string, number>();
  private readonly byId = new Map<string, number>();
  private readonly byStream = new Map<string, number[]>();
  private readonly byCorrelation = new Map<string, number[]>();
  private readonly byCause = new Map<string, number[]>();
  private readonly byCommand = new Map<string, number[]>();

  get size(): number {
    return this.events.length;
  }

  /** Position of the last event; undefined while there is none. */
  get last(): string | undefined {
    return this.events.at(-1)?.position;
  }

  /** Takes further events, in the order of recording; those it has already are left out. */
  append(events: readonly RecordedEvent[]): void {
    for (const event of events) if (!this.byPosition.has(event.position)) this.add(event);
  }

  private add(event: RecordedEvent): void {
    const place = this.events.push(event) - 1;
    const { commandId, correlationId, causationId } = event.metadata;
    this.byPosition.set(event.position, place);
    this.byId.set(event.id, place);
    put(this.byStream, event.stream, place);
    put(this.byCommand, commandId, place);
    if (correlationId !== undefined) put(this.byCorrelation, correlationId, place);
    if (causationId !== undefined) put(this.byCause, causationId, place);
  }

  at(place: number): RecordedEvent | undefined {
    return this.events[place];
  }

  placeOf(position: string): number | undefined {
    return this.byPosition.get(position);
  }

  /** Everything of one stream, first to last. */
  ofStream(stream: string): Places {
    return this.byStream.get(stream) ?? nowhere;
  }

  streams(): Iterable<string> {
    return this.byStream.keys();
  }

  /** The event that led to this one through a process; undefined when a person or a program asked for it. */
  causeOf({ metadata }: RecordedEvent): number | undefined {
    return metadata.causationId === undefined ? undefined : this.byId.get(metadata.causationId);
  }

  /** What a process recorded because of this event. */
  effectsOf({ id }: RecordedEvent): Places {
    return this.byCause.get(id) ?? nowhere;
  }

  /** Everything that one request led to, this event included. */
  relatedTo({ metadata }: RecordedEvent): Places {
    return metadata.correlationId === undefined ? nowhere : (this.byCorrelation.get(metadata.correlationId) ?? nowhere);
  }

  /** Recorded together by one command. */
  ofCommand({ metadata }: RecordedEvent): Places {
    return this.byCommand.get(metadata.commandId) ?? nowhere;
  }
}

function put(index: Map<string, number[]>, key: string, place: number): void {
  const known = index.get(key);
  if (known) known.push(place);
  else index.set(key, [place]);
}
