import { setTimeout as pause } from 'node:timers/promises';
import { dataOf, metaOf, type Change, type Projection, type Table } from '@ledger/kit';
import type { EventFilter, EventStore, RecordedEvent } from '@ledger/platform/event-store';

type Row = Readonly<Record<string, unknown>>;
/** How long to wait before listening again after the event store could not be read. */
const RETRY_MS = 500;

/**
 * The rows of a few small projections as they are now, kept in memory straight from the events, so that asking costs
 * nothing and is never behind the read store. Of dated tables every fact is kept, with its `effectiveOn`, in the order
 * of recording.
 */
export class LiveTables {
  private readonly byTable = new Map<string, Map<string, Row>>();
  private readonly handlers = new Map<string, Projection['on'][string][]>();
  private readonly filter: EventFilter;
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<() => void>();
  private failure: unknown;
  private at = 0n;
  /** Changes whenever a row does. */
  version = 0;

  constructor(private readonly store: EventStore, projections: readonly Projection[]) {
    for (const projection of projections) {
      for (const table of projection.tables) this.byTable.set(table.name, new Map());
      for (const [type, handler] of Object.entries(projection.on)) this.handlers.set(type, [...(this.handlers.get(type) ?? []), handler]);
    }
    this.filter = { types: [...this.handlers.keys()] };
  }

  /** Every event up to here is in the rows. */
  get position(): bigint {
    return this.at;
  }

  /** Reads everything there is, then follows what comes. */
  async start(): Promise<void> {
    await this.catchUp();
    void this.follow();
  }

  rows(table: Table): readonly Row[] {
    this.mustBeSound();
    return [...this.byTable.get(table.name)!.values()];
  }

  /** True when an event of this type changes rows here. */
  reads(type: string): boolean {
    return this.handlers.has(type);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Resolves when everything recorded before the call is in the rows. */
  async catchUp(): Promise<void> {
    const head = await this.store.head();
    if (this.at < head) {
      for await (const events of this.store.readAll({ from: this.at, filter: this.filter })) this.apply(events);
      if (this.at < head) this.at = head;
    }
    this.mustBeSound();
  }

  close(): void {
    this.stopping.abort();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const batch of this.store.subscribe({ from: this.at, filter: this.filter, signal })) {
          this.apply(batch.events);
          if (this.at < batch.position) this.at = batch.position;
        }
      } catch {
        // The store is closed or away: whoever asks meanwhile is told so by `catchUp`.
        await pause(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** Events arrive in order but maybe twice: followed, and caught up with. */
  private apply(events: readonly RecordedEvent[]): void {
    const before = this.version;
    for (const event of events) {
      if (event.position <= this.at) continue;
      try {
        for (const handler of this.handlers.get(event.type) ?? []) {
          for (const change of handler.run(dataOf(event, handler.definition), metaOf(event))) this.change(change, event);
        }
      } catch (error) {
        this.version += 1;
        this.failure ??= new Error(`cannot read ${event.type} at position ${event.position}`, { cause: error });
      }
      this.at = event.position;
    }
    if (this.version !== before) for (const listener of this.listeners) listener();
  }

  private change(change: Change, { metadata }: RecordedEvent): void {
    const rows = this.byTable.get(change.table.name)!;
    const key = JSON.stringify(change.table.key.map((column) => (change.op === 'put' ? change.row : change.key)[column]));
    const known = rows.get(key);
    this.version += 1;
    rows.delete(key);
    if (change.op === 'put') rows.set(key, change.table.kind === 'dated' ? { ...change.row, effectiveOn: change.effectiveOn ?? metadata.effectiveOn } : change.row);
    else if (change.op === 'patch') rows.set(key, { ...known, ...change.set });
    else if (change.op === 'add') throw new Error('live tables do not add up');
  }

  private mustBeSound(): void {
    if (this.failure) throw this.failure;
  }
}
