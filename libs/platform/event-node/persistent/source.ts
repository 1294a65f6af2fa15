import { isChosen, prefixTest, regexTest } from '../event-filter';
import { LINK_TYPE, type NodeEvent, type NodeStore } from '../node-store';
import type { Found, Looked } from './group';
import { resolved } from './message';
import { ALL, isHiddenFromAll, type GroupDefinition, type GroupFilter } from './settings';

/** Events looked at in one go when a filter may drop most of them. */
const FILTERED_PAGE = 500;

export interface SourcePage extends Looked {
  readonly atEnd: boolean;
}

/** Reads what a group takes, in order: a stream by revision, or `$all` by position. */
export class Source {
  private readonly takes: (event: NodeEvent) => boolean;

  constructor(
    private readonly store: NodeStore,
    private readonly definition: GroupDefinition,
  ) {
    this.takes = testOf(definition.filter);
  }

  read(after: bigint, limit: number): Promise<SourcePage> {
    return this.definition.source === ALL ? this.readAll(after, limit) : this.readStream(after, limit);
  }

  /** Place of the last event there is; undefined when there is none. */
  async last(): Promise<bigint | undefined> {
    const { source } = this.definition;
    const last = source === ALL ? this.store.head() : (await this.store.readStream(source, { from: 'end', direction: 'backwards', limit: 1 })).last;
    return last > (source === ALL ? 0n : -1n) ? last : undefined;
  }

  private async readStream(after: bigint, limit: number): Promise<SourcePage> {
    const page = await this.store.readStream(this.definition.source, { from: after + 1n, direction: 'forwards', limit });
    // A tombstone lies at the last revision there can be: it is read again and again.
    const events = page.events.filter(({ revision }) => revision > after);
    const messages = await Promise.all(events.map((event, i) => this.found(event, event.revision - 1n, i + 1)));
    return { messages, through: events.at(-1)?.revision ?? after, count: events.length, atEnd: page.next === undefined };
  }

  private async readAll(after: bigint, limit: number): Promise<SourcePage> {
    const from = after < 0n ? 0n : after;
    const page = await this.store.readAll({ from, direction: 'forwards', limit: this.definition.filter === undefined ? limit : FILTERED_PAGE });
    const shown = page.events.filter((event) => !isHiddenFromAll(event.stream));
    const messages: Promise<Found>[] = [];
    shown.forEach((event, i) => {
      if (this.takes(event)) messages.push(this.found(event, event.position - 1n, i + 1));
    });
    const through = page.reached > after ? page.reached : after;
    return { messages: await Promise.all(messages), through, count: shown.length, atEnd: page.atEnd };
  }

  private async found(event: NodeEvent, previous: bigint, rank: number): Promise<Found> {
    if (!this.definition.settings.resolveLinks || event.type !== LINK_TYPE) return { ...resolved(event), previous, rank };
    return { ...resolved(await this.store.resolve(event), event), previous, rank };
  }
}

function testOf(filter: GroupFilter | undefined): (event: NodeEvent) => boolean {
  if (filter === undefined) return () => true;
  const test = filter.regex === undefined ? prefixTest(filter.prefixes ?? []) : regexTest(filter.regex);
  return (event) => isChosen({ by: filter.on, test }, event);
}
