import { decodeEvent, encodeEvent, fold, Refusal, streamName, type Act, type EventMeta, type Fact, type Process, type Recorded } from '@ledger/kit';
import type { FundsFacts } from '../line-guards';
import { line } from '../line';
import { initialLine, type LineState } from '../line-state';

export interface LoggedEvent {
  readonly fact: Fact;
  readonly meta: EventMeta;
  /** As a store gives it back. */
  readonly recorded: Recorded;
}

/**
 * The shell's part, in memory and without a clock, so that sequences of commands and the failures of processes can be
 * played through: one log, a stream per line, command ids that make a repeat record nothing, refusals that record nothing.
 */
export class LedgerInMemory {
  readonly log: LoggedEvent[] = [];
  private readonly states = new Map<string, LineState>();
  private readonly accepted = new Map<string, readonly LoggedEvent[]>();

  constructor(private readonly facts: FundsFacts) {}

  stateOf = (id: string): LineState => this.states.get(id) ?? initialLine;
  lines = (): readonly string[] => [...this.states.keys()];

  /** Decides and records; throws `Refusal`. A command id that was accepted before records nothing. */
  execute(command: object, act: Act, commandId = `command-${this.log.length}-${this.accepted.size}`): readonly LoggedEvent[] {
    const before = this.accepted.get(commandId);
    if (before) return before;
    const rule = line.rules.find(({ Command }) => command instanceof Command);
    if (!rule) throw new Error(`no rule for ${command.constructor.name}`);
    const id = rule.id(command);
    const facts = rule.decide(command, this.stateOf(id), { act, facts: this.facts });
    const recorded = facts.map((fact, index) => this.record(id, fact, act, `${commandId}.${index}`));
    this.accepted.set(commandId, recorded);
    return recorded;
  }

  /** Gives an event to a process; what it issues may come again and again under the same command ids. */
  deliver(process: Process, { fact, meta }: LoggedEvent): void {
    const handler = process.on[fact.type];
    handler?.run(fact.data, meta).forEach(({ command, effectiveOn }, index) => {
      const actor = { user: `process:${process.name}`, role: 'process', unit: '10' };
      const act = { actor, effectiveOn: effectiveOn ?? meta.effectiveOn, recordedAt: meta.recordedAt, recordedOn: meta.recordedOn };
      this.execute(command, act, `${process.name} ${meta.eventId} ${index}`);
    });
  }

  private record(id: string, { type, data }: Fact, act: Act, eventId: string): LoggedEvent {
    const definition = line.events.$catalogue.definitions[type]!;
    const stored = encodeEvent(definition, data);
    const position = BigInt(this.log.length + 1);
    const revision = BigInt(this.log.filter(({ meta }) => meta.id === id).length);
    const stream = streamName(line, id);
    const ids = { commandId: eventId, commandHash: '', correlationId: '', causationId: '' };
    const { recordedOn: _recordedOn, ...acted } = act;
    const metadata = { ...(acted as unknown as Recorded['metadata']), ...ids, schemaVersion: definition.version };
    const logged: LoggedEvent = {
      fact: { type, data: decodeEvent(definition, stored, definition.version) },
      meta: { ...act, ...ids, type, eventId, stream, id, position, revision, schemaVersion: definition.version },
      recorded: { id: eventId, type, stream, revision, position, data: stored, metadata },
    };
    this.log.push(logged);
    this.states.set(id, fold(line, this.stateOf(id), logged.fact, logged.meta));
    return logged;
  }
}

/** The code of a refusal; anything else that is thrown stays an error. */
export function refusalCode(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
