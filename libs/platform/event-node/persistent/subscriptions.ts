import type { NodeStore } from '../node-store';
import { readConfiguration, recordGroup, recordRemoval } from './configuration';
import type { ConsumerOptions } from './consumer';
import { infoOf, type GroupInfo } from './info';
import { GroupRunner, type DropReason, type Sink, type Subscription, type Surroundings } from './runner';
import { ALL, checkDefinition, groupKey, InvalidSettings, type GroupDefinition } from './settings';
import { Rates } from './statistics';

const TICK_MS = 100;

export type Refusal = 'exists' | 'missing' | 'failed' | 'full';

/** What was asked of a group cannot be done. */
export class GroupRefusal extends Error {
  override readonly name = 'GroupRefusal';

  constructor(
    readonly refusal: Refusal,
    readonly source: string,
    readonly group: string,
    readonly reason = '',
  ) {
    super(textOf(refusal, source, group, reason));
  }
}

export interface SubscriptionsOptions {
  readonly store: NodeStore;
  /** Told of what failed and is tried again: a checkpoint not written, a page not read. */
  readonly onFailure?: (error: unknown) => void;
}

/** Every persistent subscription of a node. Groups, checkpoints and parked messages are events of the store, so they outlive the process. */
export class PersistentSubscriptions {
  private readonly runners = new Map<string, Promise<GroupRunner>>();
  private readonly running = new Map<string, GroupRunner>();
  private readonly rates = new WeakMap<GroupRunner, Rates>();
  private readonly around: Surroundings;
  private readonly timer: NodeJS.Timeout;
  /** Changes of groups happen one after the other. */
  private changes: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  private constructor(
    private groups: Map<string, GroupDefinition>,
    { store, onFailure }: SubscriptionsOptions,
  ) {
    this.around = { store, now: () => performance.now(), failed: onFailure ?? (() => undefined) };
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  static async open(options: SubscriptionsOptions): Promise<PersistentSubscriptions> {
    return new PersistentSubscriptions(await readConfiguration(options.store), options);
  }

  /** Rejects with a `GroupRefusal`: `exists` or `failed`. */
  create(wanted: Omit<GroupDefinition, 'after'>): Promise<void> {
    return this.changed(async () => {
      const { source, group } = wanted;
      if (this.groups.has(groupKey(source, group))) throw new GroupRefusal('exists', source, group);
      await this.set(wanted);
    });
  }

  /** Connected consumers are dropped. A group that has a checkpoint goes on from it. Rejects with a `GroupRefusal`: `missing` or `failed`. */
  update(wanted: Omit<GroupDefinition, 'after' | 'filter'>): Promise<void> {
    return this.changed(async () => {
      const { filter } = this.definition(wanted.source, wanted.group);
      await this.set({ ...wanted, filter });
    });
  }

  delete(source: string, group: string): Promise<void> {
    return this.changed(async () => {
      this.definition(source, group);
      const runner = await this.runner(source, group);
      await recordRemoval(this.around.store, source, group);
      this.groups.delete(runner.key);
      await this.stop(runner.key, 'dropped');
      await runner.bookkeeping.delete();
    });
  }

  /** Connects a consumer. Rejects with a `GroupRefusal`: `missing` or `full`. */
  async join(source: string, group: string, options: ConsumerOptions, sink: Sink): Promise<Subscription> {
    const runner = await this.runner(source, group);
    // It was updated while it was being loaded: there is another one now, or none.
    if (runner.isClosed) return this.join(source, group, options, sink);
    if (runner.group.isFull) throw new GroupRefusal('full', source, group);
    return runner.join(options, sink);
  }

  async info(source: string, group: string): Promise<GroupInfo> {
    const runner = await this.runner(source, group);
    let rates = this.rates.get(runner);
    if (rates === undefined) this.rates.set(runner, (rates = new Rates(runner.openedAt)));
    return infoOf(runner, rates, this.around.now());
  }

  /** Groups of a source, or all; a source without any is refused as `missing`. */
  async list(source: string | undefined): Promise<GroupInfo[]> {
    const wanted = [...this.groups.values()].filter((definition) => source === undefined || definition.source === source);
    if (source !== undefined && wanted.length === 0) throw new GroupRefusal('missing', source, '');
    const infos: GroupInfo[] = [];
    for (const definition of wanted) infos.push(await this.info(definition.source, definition.group));
    return infos;
  }

  async replayParked(source: string, group: string, stopAt: bigint | undefined): Promise<void> {
    const runner = await this.runner(source, group);
    if (stopAt !== undefined && stopAt < 0n) {
      throw new GroupRefusal('failed', source, group, 'Cannot stop replaying parked message at a negative version.');
    }
    runner.replay(stopAt);
  }

  /** Drops every consumer and loads every group again from the store. */
  restart(): Promise<void> {
    return this.changed(async () => {
      await this.stopAll('dropped');
      this.groups = await readConfiguration(this.around.store);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.changes;
    await this.stopAll('closing');
  }

  private async set(wanted: Omit<GroupDefinition, 'after'>): Promise<void> {
    const { source, group } = wanted;
    const definition = { ...wanted, after: await this.placeBefore(wanted) };
    try {
      checkDefinition(definition);
    } catch (error) {
      if (error instanceof InvalidSettings) throw new GroupRefusal('failed', source, group, error.message);
      throw error;
    }
    await recordGroup(this.around.store, definition);
    this.groups.set(groupKey(source, group), definition);
    await this.stop(groupKey(source, group), 'dropped');
  }

  private async placeBefore({ source, startFrom }: Omit<GroupDefinition, 'after'>): Promise<bigint> {
    if (startFrom === 'start') return -1n;
    if (startFrom !== 'end') return startFrom - 1n;
    const { store } = this.around;
    return source === ALL ? store.head() : (await store.readStream(source, { from: 'end', direction: 'backwards', limit: 1 })).last;
  }

  private definition(source: string, group: string): GroupDefinition {
    const definition = this.groups.get(groupKey(source, group));
    if (definition === undefined) throw new GroupRefusal('missing', source, group);
    return definition;
  }

  /** Loads the group when it is first asked for. */
  private async runner(source: string, group: string): Promise<GroupRunner> {
    const definition = this.definition(source, group);
    const key = groupKey(source, group);
    let runner = this.runners.get(key);
    if (runner === undefined) {
      runner = GroupRunner.open(definition, this.around);
      this.runners.set(key, runner);
      runner.then(
        (opened) => this.runners.get(key) === runner && this.running.set(key, opened),
        () => this.runners.delete(key),
      );
    }
    return runner;
  }

  private async stop(key: string, reason: DropReason): Promise<void> {
    const runner = this.runners.get(key);
    this.runners.delete(key);
    this.running.delete(key);
    if (runner !== undefined) await (await runner).close(reason);
  }

  private async stopAll(reason: DropReason): Promise<void> {
    await Promise.all([...this.runners.keys()].map((key) => this.stop(key, reason).catch(this.around.failed)));
  }

  private tick(): void {
    for (const runner of this.running.values()) runner.tick();
  }

  private changed(change: () => Promise<void>): Promise<void> {
    if (this.isClosed) return Promise.reject(new Error('the persistent subscriptions are closed'));
    const done = this.changes.then(change);
    this.changes = done.catch(() => undefined);
    return done;
  }
}

function textOf(refusal: Refusal, source: string, group: string, reason: string): string {
  const subject = `Subscription group ${group} on stream ${source}`;
  if (refusal === 'exists') return `${subject} exists.`;
  if (refusal === 'missing') return `${subject} does not exist.`;
  if (refusal === 'full') return `Maximum subscriptions reached for subscription group ${group} on stream ${source}.`;
  return `${subject} failed: '${reason}'`;
}
