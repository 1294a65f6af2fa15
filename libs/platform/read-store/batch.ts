import { dataOf, metaOf, type EventDefinition, type EventMeta, type Recorded } from '@ledger/kit';

/** A batch of events, each decoded at most once for all projections. */
export class Batch {
  private readonly metas: EventMeta[] = [];
  private readonly datas: unknown[] = [];
  private readonly definitions: EventDefinition[] = [];

  constructor(readonly events: readonly Recorded[]) {}

  get position(): bigint {
    return this.events[this.events.length - 1]!.position;
  }

  meta(index: number): EventMeta {
    return (this.metas[index] ??= metaOf(this.events[index]!));
  }

  /** Throws `InvalidFields` when the stored data does not fit the definition. */
  data(index: number, definition: EventDefinition): unknown {
    if (this.definitions[index] === definition) return this.datas[index];
    const data = dataOf(this.events[index]!, definition);
    this.definitions[index] = definition;
    this.datas[index] = data;
    return data;
  }

  /** The first event after `position`; all before it have been seen. */
  firstAfter(position: bigint): number {
    const { events } = this;
    if (events.length > 0 && events[0]!.position > position) return 0;
    const index = events.findIndex((event) => event.position > position);
    return index < 0 ? events.length : index;
  }
}
