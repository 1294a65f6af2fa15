import { InvalidFields, Refusal, streamName, type Act, type Actor, type Fact } from '@ledger/kit';
import { WrongExpectedRevision, type AppendResult, type EventStore } from '@ledger/platform/event-store';
import type { ForgettingGate, PersonalCommands } from '@ledger/platform/personal-data';
import type { Authoriser } from '../authority';
import { Problem } from '../problems/problem';
import { appendAboutPersons } from './append-about-persons';
import type { Catalogue, KnownCommand } from './catalogue';
import { dayOf, instantOf, type Clock } from './clock';
import { missingActFields } from './command-body';
import { compared, isSameCommand } from './command-hash';
import { RecentCommands, type CommandIndex } from './command-index';
import { encodeDecision, recordedMeta, type Decision } from './decision';
import type { FactRows, FactSource } from './fact-rows';
import { commandIdOf } from './identifiers';
import type { Order, Receipt } from './order';
import { findInStream } from './recorded-receipt';
import { StateCache } from './state-cache';
import { advance, catchUp, loadStream, receiptOf, type StreamState } from './stream-state';
import type { CommandCounts } from '../metrics/command-counts';
import { Turns } from './turns';

/** How often a command is decided again after somebody else has written to its stream. */
export const DECIDE_AGAIN_MAX = 5;
/** How many commands may be under way at once; more are turned away at the door, before they cost memory. */
export const COMMANDS_UNDER_WAY_MAX = 4_096;

/** What the engine works with. */
export interface LedgerParts {
  readonly catalogue: Catalogue;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly authoriser: Authoriser;
  readonly facts: FactSource;
  /** Finds older commands by id, in any stream. */
  readonly index: CommandIndex;
  /** What becomes of personal data on the way from a body to its event. */
  readonly personal: PersonalCommands;
  /** Keeps what is written about a person before the event that forgets the person. */
  readonly gate: ForgettingGate;
  /** Counts what becomes of commands. */
  readonly counts?: CommandCounts;
  /** Told of every command that was not accepted; refusals never enter the ledger. */
  readonly refused?: (command: string, order: Order, error: unknown) => void;
  /** Told of the types of events just recorded, and where they begin; the receipt goes out when it resolves. */
  readonly recorded?: (types: readonly string[], stream: string, first: bigint) => Promise<unknown> | undefined;
  /** Asked what to add to the receipt of a command whose register forgets persons. */
  readonly forgotten?: (receipt: Receipt) => Promise<Receipt>;
  /** Throws while commands are not to be taken. */
  readonly mustBeOpen?: (order: Order) => void;
}

/** A command on its way through the engine. */
interface Job {
  readonly order: Order;
  readonly known: KnownCommand;
  readonly id: string;
  readonly stream: string;
  readonly commandId: string;
  readonly hash: string;
  /** Why the body can be neither compared whole nor accepted any more: it is about a person who is forgotten. */
  readonly refusal: Refusal | undefined;
  readonly effectiveOn: string;
}

/**
 * The command engine: looks up, loads, authorises, decides, records. Rejects with `InvalidFields`, `Refusal`, `Problem`
 * or what the event store throws; then nothing was recorded, or a retry with the same key will say what was.
 */
export class Ledger {
  readonly catalogue: Catalogue;
  private readonly cache = new StateCache();
  private readonly turns = new Turns();
  private readonly recent: RecentCommands;
  private underWay = 0;

  constructor(private readonly parts: LedgerParts) {
    this.catalogue = parts.catalogue;
    this.recent = new RecentCommands(parts.index);
  }

  async execute(order: Order): Promise<Receipt> {
    const known = this.catalogue.byClass.get(order.command.constructor);
    if (!known) throw new Problem(404, 'ledger.unknown-command', { command: order.command.constructor.name });
    if (this.underWay >= COMMANDS_UNDER_WAY_MAX) throw this.tooMany();
    const begun = performance.now();
    this.underWay += 1;
    try {
      this.parts.mustBeOpen?.(order);
      const job = this.prepare(order, known);
      const inStream = () => this.turns.take(job.stream, () => this.settle(job));
      const receipt = await (order.key === undefined ? inStream() : this.turns.take(job.commandId, inStream));
      const told = known.forgets && this.parts.forgotten ? await this.parts.forgotten(receipt) : receipt;
      this.parts.counts?.answered(told, begun);
      return told;
    } catch (error) {
      this.parts.counts?.refused(error, begun);
      this.parts.refused?.(known.name, order, error);
      throw error;
    } finally {
      this.underWay -= 1;
    }
  }

  private tooMany(): Problem {
    const busy = new Problem(503, 'ledger.busy', { retryAfter: 1 });
    this.parts.counts?.refused(busy);
    return busy;
  }

  private prepare(order: Order, known: KnownCommand): Job {
    const act = order.act ?? {};
    const missing = missingActFields(known, (field) => act[field] !== undefined);
    if (missing.length > 0) throw new InvalidFields(missing);
    const id = known.rule.id(order.command);
    return {
      order,
      known,
      id,
      stream: streamName(known.decider, id),
      commandId: order.commandId ?? commandIdOf(order.actor?.user ?? order.user ?? '', order.key),
      ...compared(order, known, this.parts.personal),
      effectiveOn: act.effectiveOn ?? dayOf(this.parts.clock.now()),
    };
  }

  /** Decides until nobody else has written in between, a bounded number of times. */
  private async settle(job: Job): Promise<Receipt> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.attempt(job);
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof Problem)) this.cache.drop(job.stream);
        if (!(error instanceof WrongExpectedRevision)) throw error;
        if (attempt === DECIDE_AGAIN_MAX) throw new Problem(409, 'ledger.conflict', { stream: job.stream }, [], { cause: error });
      }
    }
  }

  private async attempt(job: Job): Promise<Receipt> {
    const current = await this.load(job);
    const recorded = await this.findRecorded(job, current);
    if (recorded) return recorded;
    if (job.refusal) throw job.refusal;
    const actor = await this.actorOf(job, current);
    await this.checkIfMatch(job, current);
    return this.decideAndRecord(job, current, actor);
  }

  private async load({ stream, known, id }: Job): Promise<StreamState> {
    const cached = this.cache.get(stream);
    if (cached) return cached;
    const loaded = await loadStream(this.parts.store, this.catalogue, known.decider, id);
    this.cache.set(loaded);
    return loaded;
  }

  /** The receipt of the same command, if it was recorded before; throws when its id was used for another body. */
  private async findRecorded(job: Job, current: StreamState): Promise<Receipt | undefined> {
    const { commandId, hash, stream, order } = job;
    const here = current.commands.get(commandId);
    const place = here ? { stream, hash: here.hash } : order.key === undefined ? undefined : await this.recent.find(commandId);
    if (!place) return undefined;
    const isSame = isSameCommand(place.hash, hash);
    if (isSame === undefined) return undefined;
    if (!isSame) throw new Problem(409, 'ledger.idempotency-mismatch', { commandId, stream: place.stream });
    return here ? receiptOf(stream, commandId, here, true) : findInStream(this.parts.store, place.stream, commandId);
  }

  private async actorOf({ order, known }: Job, current: StreamState): Promise<Actor> {
    const { rule } = known;
    if (order.actor) {
      if (!rule.roles.includes(order.actor.role)) throw new Problem(403, 'ledger.role-not-allowed', { role: order.actor.role, command: known.name });
      return order.actor;
    }
    if (order.user === undefined) throw new Problem(401, 'ledger.not-signed-in');
    const request = { user: order.user, roles: rule.roles, scope: rule.scope(order.command, current.state), on: dayOf(this.parts.clock.now()) };
    const answer = this.parts.authoriser.permit(request);
    const permit = answer instanceof Promise ? await answer : answer;
    if (!permit.permitted) throw new Problem(403, permit.code, { command: known.name, ...permit.details });
    const { role, unit, lentBy } = permit;
    return { user: order.user, role, unit, ...(lentBy === undefined ? {} : { lentBy }) };
  }

  private async checkIfMatch(job: Job, current: StreamState): Promise<void> {
    const expected = job.order.ifMatch;
    if (expected === undefined || expected === current.revision) return;
    await this.catchUpOn(job, current);
    if (expected === current.revision) return;
    throw new Problem(409, 'ledger.revision-mismatch', { stream: job.stream, expected, actual: current.revision });
  }

  /** A refusal stands only once state and facts are known to be no older than the command. */
  private async decideAndRecord(job: Job, current: StreamState, actor: Actor): Promise<Receipt> {
    let facts = await this.readFacts(job, actor);
    for (let fresh = false; ; fresh = true) {
      try {
        const decide = (): Decision => this.decide(job, current, actor, facts);
        return await (job.order.dryRun ? preview(job, current, decide()) : this.record(job, current, decide));
      } catch (error) {
        if (fresh || !(error instanceof Refusal)) throw error;
        await this.catchUpOn(job, current);
        facts = await this.fresherFacts(job, actor, facts);
      }
    }
  }

  private decide(job: Job, current: StreamState, actor: Actor, facts: FactRows | undefined): Decision {
    const act = this.actNow(job, actor);
    const decided = job.known.rule.decide(job.order.command, current.state, { act, facts: facts?.rows ?? {} }) as readonly Fact[];
    return encodeDecision(this.catalogue, job.known, decided, act, provenance(job, facts), (shape, data, event, about) =>
      this.parts.personal.seal(shape, data, { ...event, stream: job.stream }, !job.order.dryRun, about),
    );
  }

  private actNow({ order, effectiveOn }: Job, actor: Actor): Act {
    const { recordedAt, recordedOn } = instantOf(this.parts.clock.now());
    return { ...order.act, actor, effectiveOn, recordedAt, recordedOn };
  }

  private sourcesOf(job: Job, actor: Actor) {
    const { register, rule } = job.known;
    const act = this.actNow(job, actor);
    return Object.fromEntries(rule.needs.map((name) => [name, register.facts[name]!(job.order.command, act)]));
  }

  private async readFacts(job: Job, actor: Actor): Promise<FactRows | undefined> {
    if (job.known.rule.needs.length === 0) return undefined;
    return this.parts.facts.read(this.sourcesOf(job, actor), job.effectiveOn);
  }

  private async fresherFacts(job: Job, actor: Actor, facts: FactRows | undefined): Promise<FactRows | undefined> {
    if (facts === undefined) return undefined;
    const head = await this.parts.store.head();
    if (facts.position >= head) return facts;
    if (!(await this.parts.facts.reached(this.sourcesOf(job, actor), head))) throw new Problem(503, 'query.ahead', { position: facts.position, wanted: head });
    return this.parts.facts.readAgain(this.sourcesOf(job, actor), job.effectiveOn);
  }

  /** Another process may have written to the stream since it was cached. */
  private async catchUpOn({ known }: Job, current: StreamState): Promise<void> {
    if (await catchUp(this.parts.store, this.catalogue, known.decider, current)) this.cache.set(current);
  }

  private async record(job: Job, current: StreamState, decide: () => Decision): Promise<Receipt> {
    const { stream, commandId, hash } = job;
    const first = current.revision + 1n;
    let decision = decide();
    const isPlain = decision.about === undefined && !job.known.forgets;
    if (decision.events.length === 0) return { stream, revision: current.revision, position: current.position, events: [], commandId, hit: false };
    this.recent.expect(commandId);
    // Nothing is awaited between the clock and the append, so that recordedAt never runs against the order of positions.
    const append = (decided: Decision): Promise<AppendResult> => {
      decision = decided;
      return this.parts.store.append(stream, decided.events, current.revision < 0n ? 'no-stream' : current.revision);
    };
    const { revision, position } = await (isPlain ? append(decision) : appendAboutPersons(this.parts.gate, job, decision, decide, append));
    const { events, facts } = decision;
    this.recent.add(commandId, { stream, hash });
    // The position is the last event's; what a decider folds has none.
    facts.forEach((fact, index) => advance(job.known.decider, current, fact, recordedMeta(decision, index, { stream, id: job.id, revision: first + BigInt(index), position })));
    this.cache.set(current);
    await this.parts.recorded?.(events.map(({ type }) => type), stream, first);
    return { stream, revision, position, events: events.map(({ id, type }) => ({ id, type })), commandId, hit: false };
  }
}

const provenance = ({ order, commandId, hash }: Job, facts: FactRows | undefined) => ({
  commandId,
  commandHash: hash,
  correlationId: order.correlationId ?? commandId,
  causationId: order.causationId ?? commandId,
  factsAt: facts?.position,
  origin: order.origin,
});

const preview = (job: Job, current: StreamState, { events }: Decision): Receipt => ({
  stream: job.stream,
  revision: current.revision + BigInt(events.length),
  position: -1n,
  events: events.map(({ id, type, data }) => ({ id, type, data })),
  commandId: job.commandId,
  hit: false,
  dryRun: true,
});
