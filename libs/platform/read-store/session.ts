import { setTimeout as sleep } from 'node:timers/promises';
import type { Projection } from '@ledger/kit';
import type { EventBatch, EventStore } from '@ledger/platform/event-store/port';
import type { Catalogue, Pointer } from './catalogue';
import type { Database } from './database';
import { readBatches } from './event-reading';
import { Group, type GroupEvents } from './group';
import { JOURNAL, JOURNAL_SIGNATURE, JOURNAL_VERSION, JournalRun } from './journal';
import { layoutSignature } from './layout';
import type { Participant } from './participant';
import type { RunnerOptions } from './port';
import { ProjectionRun } from './projection-run';
import { Rate } from './rate';

const STOPPED = 'the runner stopped';
/** Small enough that what a batch makes dies young. */
const DEFAULT_BATCH = 1_000;
const DEFAULT_OPEN_ROWS = 50_000;
/** Live rows are only a cache: the newest few are enough. */
const LIVE_OPEN_ROWS = 20_000;

/** After a live batch: how much longer than the batch it rests, and how many times the least rest at most. */
const REST_TO_WORK = 4;
const REST_LONGEST = 8;

/** One run from what is stored until something fails: catch up, rebuild, swap, then follow. */
export class Session {
  following = false;
  private stopped = false;
  private dropPending = false;
  private readonly leading: Group;
  private readonly joining: { readonly group: Group; readonly joined: () => void; readonly failed: (error: unknown) => void }[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly projections: readonly Projection[],
    private readonly eventStore: EventStore,
    private readonly options: RunnerOptions,
  ) {
    this.leading = this.group([]);
  }

  /** Up to the head as it is at the end; builds of `rebuilt`, and of whatever has another version, are swapped in. */
  async catchUp(rebuilt: readonly string[] = []): Promise<void> {
    const groups = await this.groups(rebuilt);
    for (const group of groups) await this.catchUpGroup(group);
    for (const group of groups) await this.join(group);
    await this.catalogue.dropOld();
  }

  /** The group that is furthest ahead leads; the others catch up beside it and join. */
  async follow(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.stop(), { once: true });
    const [first, ...behind] = await this.groups([]);
    if (first) {
      if (first.members.some(({ building }) => building)) await this.catchUpGroup(first);
      await this.join(first);
    }
    await this.catalogue.dropOld();
    this.following = true;
    const failures = behind.map((group) => this.catchUpBeside(group));
    try {
      await Promise.race([this.lead(signal), ...failures.map((failure) => failure.then(() => new Promise<never>(() => undefined)))]);
    } finally {
      this.stop();
      for (const { failed } of this.joining.splice(0)) failed(new Error(STOPPED));
      await Promise.allSettled(failures);
    }
  }

  private stop(): void {
    this.stopped = true;
    this.following = false;
  }

  /** While following: builds beside the live tables, swapped in between two batches. */
  async rebuild(names: readonly string[]): Promise<void> {
    await this.catchUpBeside(this.group(await this.builds(names)));
  }

  private async lead(signal: AbortSignal): Promise<void> {
    const from = this.leading.position ?? (await this.eventStore.head());
    const subscription = this.eventStore.subscribe({ from, batch: this.options.batch ?? DEFAULT_BATCH, signal })[Symbol.asyncIterator]();
    let next = subscription.next();
    try {
      while (!signal.aborted) {
        const woken = new Promise<undefined>((resolve) => (this.wake = () => resolve(undefined)));
        if (this.joining.length === 0) {
          const batch = await Promise.race([next, woken]);
          if (batch?.done) return;
          if (batch) {
            const began = performance.now();
            if (batch.value.events.length > 0) await this.leading.take(batch.value.events);
            const rest = this.restAfter(batch.value, performance.now() - began);
            if (rest > 0) await Promise.race([sleep(rest), woken]);
            next = subscription.next();
            next.catch(() => undefined);
          }
        }
        await this.admit(this.leading.position ?? from);
      }
    } finally {
      await subscription.return?.();
    }
  }

  /** A busy ledger is followed in larger steps: what a batch costs beside its rows is then paid less often. */
  private restAfter({ events }: EventBatch, tookMs: number): number {
    const { restMs = 0, batch = DEFAULT_BATCH } = this.options;
    return restMs === 0 || events.length >= batch ? 0 : Math.min(Math.max(restMs, REST_TO_WORK * tookMs), REST_LONGEST * restMs);
  }

  /** Between two batches: takes in whoever has caught up, at exactly the leaders' position. */
  private async admit(position: bigint): Promise<void> {
    for (const { group, joined, failed } of this.joining.splice(0)) {
      try {
        await this.catchUpGroup(group, position);
        await this.join(group);
        joined();
      } catch (error) {
        failed(error);
        throw error;
      }
    }
    await this.dropOldSoon();
  }

  private async dropOldSoon(): Promise<void> {
    if (!this.dropPending) return;
    this.dropPending = false;
    await this.catalogue.dropOld();
  }

  private async catchUpBeside(group: Group): Promise<void> {
    await this.catchUpGroup(group);
    if (this.stopped) throw new Error(STOPPED);
    const admitted = new Promise<void>((joined, failed) => this.joining.push({ group, joined, failed }));
    this.wake();
    await admitted;
  }

  private async catchUpGroup(group: Group, to?: bigint): Promise<void> {
    const from = group.position;
    if (from === undefined) return;
    const head = to ?? (await this.eventStore.head());
    if (from >= head) return;
    const rate = new Rate(from, head);
    for await (const events of readBatches(this.eventStore, from, this.options.batch ?? DEFAULT_BATCH, to)) {
      if (this.stopped) throw new Error(STOPPED);
      await group.take(events, rate.progress(events[events.length - 1]!.position, events.length));
      if (group.members.length === 0) return;
    }
  }

  /** Builds are finished and become what queries read; whoever kept the same projection before leaves. */
  private async join(group: Group): Promise<void> {
    const pointers = await this.catalogue.pointers();
    for (const member of group.members) {
      if (member.building) {
        await this.database.write(member.finish());
        await this.database.write(this.catalogue.swap(member, pointers.get(member.name)));
        this.dropPending = true;
        this.events.onMoved({ tables: [], position: member.position });
      }
      const replaced = this.leading.members.findIndex(({ name }) => name === member.name);
      if (replaced >= 0) this.leading.members.splice(replaced, 1);
      this.leading.members.push(member);
    }
  }

  /** What is stored, as groups at one position each, the furthest first. */
  private async groups(rebuilt: readonly string[]): Promise<Group[]> {
    const pointers = await this.catalogue.pointers();
    const wanted = [...this.projections.map(({ name, version, tables }) => ({ name, version, signature: layoutSignature(tables) })), { name: JOURNAL, version: JOURNAL_VERSION, signature: JOURNAL_SIGNATURE }];
    const fits = ({ name, version, signature }: { name: string; version: number; signature: string }) => {
      const pointer = pointers.get(name);
      return pointer?.version === version && pointer.signature === signature && !rebuilt.includes(name);
    };
    const live = wanted.filter(fits).map(({ name }) => this.participant(name, pointers.get(name)!, false));
    const builds = await this.builds(wanted.filter((each) => !fits(each)).map(({ name }) => name));
    const byPosition = new Map<bigint, Participant[]>();
    for (const member of [...live, ...builds]) byPosition.set(member.position, [...(byPosition.get(member.position) ?? []), member]);
    return [...byPosition.entries()].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, members]) => this.group(members));
  }

  private async builds(names: readonly string[]): Promise<Participant[]> {
    if (names.length === 0) return [];
    const head = await this.eventStore.head();
    return [...(await this.catalogue.begin(head, (build) => names.map((name) => this.participant(name, { build, position: 0n }, true))))];
  }

  private participant(name: string, { build, position }: Pick<Pointer, 'build' | 'position'>, building: boolean): Participant {
    if (name === JOURNAL) return new JournalRun(this.database, build, position, building);
    const projection = this.projections.find((each) => each.name === name);
    if (!projection) throw new Error(`there is no projection ${name}`);
    const openRowsMax = building ? (this.options.openRowsMax ?? DEFAULT_OPEN_ROWS) : LIVE_OPEN_ROWS;
    return new ProjectionRun(projection, this.database, { build, position, building, openRowsMax });
  }

  private readonly events: GroupEvents = {
    onMoved: (change) => this.options.onChange?.(change),
    onParked: ({ name }, { position, error }) => this.options.onError?.(new Error(`projection ${name} is parked before position ${position}: ${error}`)),
  };

  private group(members: Participant[]): Group {
    return new Group(members, this.database, this.catalogue, this.events);
  }
}
