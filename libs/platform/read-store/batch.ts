import { SeenEvent, type EventDefinition, type EventMeta, type Recorded } from '@ledger/kit';

/** A batch of events, each decoded at most once for all projections. */
export class Batch {
  private readonly seen: readonly SeenEvent[];

  constructor(readonly events: readonly Recorded[]) {
    this.seen = events.map((event) => new SeenEvent(event));
  }

  get position(): bigint {
    return this.events[this.events.length - 1]!.position;
  }

  meta(index: number): EventMeta {
    return this.seen[index]!.meta;
  }

  /** Throws `InvalidFields` when the stored data does not fit the definition. */
  data(index: number, definition: EventDefinition): unknown {
    return this.seen[index]!.data(definition);
  }

  /** The first event after `position`; all before it have been seen. */
  firstAfter(position: bigint): number {
    const { events } = this;
    if (events.length > 0 && events[0]!.position > position) return 0;
    const index = events.findIndex((event) => event.position > position);
    return index < 0 ? events.length : index;
  }
}
