import {
  encodeEvent, fold, ledgerDay, MemoryTables, streamName, type Act, type CommandRule, type Decider, type EventMeta, type Fact, type MemoryQuery, type Process, type Register, type Report, type ReportBody, type Source,
} from '@ledger/kit';
import { commandIdOf, eventIdOf, processCommandId } from '@ledger/platform/nest/ledger/identifiers';
import type { DemoCommand } from '../demo-command';

interface Known {
  readonly register: Register;
  readonly decider: Decider;
  readonly rule: CommandRule;
}

type Issue = Pick<DemoCommand, 'command' | 'actor'> & { readonly act: Partial<Act> & { readonly effectiveOn: string }; readonly commandId: string; readonly at: string };

/** What was recorded, as deciders and projections see it. */
export interface RehearsedEvent extends Fact {
  readonly meta: EventMeta;
}

/** The demo played through without a disk: the registers' own deciders, projections and processes, one command after the other. */
export class Rehearsal {
  readonly events: RehearsedEvent[] = [];
  private readonly tables = new MemoryTables();
  private readonly states = new Map<string, { state: unknown; revision: bigint }>();
  private readonly known = new Map<unknown, Known>();
  private readonly processes: readonly Process[];

  constructor(private readonly registers: readonly Register[]) {
    this.processes = registers.flatMap(({ processes }) => processes);
    for (const register of registers) {
      for (const decider of register.deciders) for (const rule of decider.rules) this.known.set(rule.Command, { register, decider, rule });
    }
  }

  get position(): bigint {
    return BigInt(this.events.length);
  }

  /** Issues a command and whatever the processes make of its events. Throws the decider's refusal. */
  issue({ command, actor, act, key, at }: DemoCommand): void {
    const { rule } = this.knownOf(command);
    if (!rule.roles.includes(actor.role)) throw new Error(`${command.constructor.name} may not be issued by a ${actor.role}`);
    const missing = rule.requires.filter((field) => act[field] === undefined);
    if (missing.length > 0) throw new Error(`${command.constructor.name} lacks ${missing.join(', ')}`);
    this.settle(this.decide({ command, actor, act, at, commandId: commandIdOf(actor.user, key) }));
  }

  report(report: Report, params: Record<string, unknown>, { asOf, knownAt }: MemoryQuery & { asOf: string }): ReportBody {
    const sources = report.sources(params, asOf) as Record<string, Source>;
    const rows = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, this.evaluate(source, { asOf, knownAt })]));
    return report.build(rows, params, asOf);
  }

  private evaluate(source: Source, query: MemoryQuery): readonly unknown[] {
    return this.tables.evaluate(source, source.table.kind === 'current' ? { knownAt: query.knownAt } : query);
  }

  private knownOf(command: object): Known {
    const known = this.known.get(command.constructor);
    if (!known) throw new Error(`no register decides ${command.constructor.name}`);
    return known;
  }

  private settle(recorded: readonly RehearsedEvent[]): void {
    for (const { type, data, meta } of recorded) {
      for (const process of this.processes) {
        const commands = process.on[type]?.run(data, meta) ?? [];
        commands.forEach(({ command, effectiveOn }, index) => {
          const actor = { user: `process:${process.name}`, role: 'process', unit: '10' };
          const act = { effectiveOn: effectiveOn ?? meta.effectiveOn, basis: meta.basis, legalBasis: meta.legalBasis };
          this.settle(this.decide({ command, actor, act, at: meta.recordedAt, commandId: processCommandId(process.name, meta.eventId, String(index)) }));
        });
      }
    }
  }

  private decide({ command, actor, act, at, commandId }: Issue): readonly RehearsedEvent[] {
    const { register, decider, rule } = this.knownOf(command);
    const full: Act = { ...act, actor, recordedAt: at, recordedOn: ledgerDay(at) };
    const facts = Object.fromEntries(rule.needs.map((name) => [name, this.evaluate(register.facts[name]!(command, full), { asOf: act.effectiveOn })]));
    const stream = streamName(decider, rule.id(command));
    const current = this.states.get(stream) ?? { state: decider.initial, revision: -1n };
    const decided = rule.decide(command, current.state, { act: full, facts }) as readonly Fact[];
    return decided.map((fact, index) => this.record(fact, decider, stream, current, {
      ...full, type: fact.type, eventId: eventIdOf(commandId, index), stream, id: rule.id(command), revision: current.revision + 1n,
      position: this.position + 1n, commandId, commandHash: '', correlationId: commandId, causationId: commandId, schemaVersion: 1, origin: 'demo',
    }));
  }

  private record(fact: Fact, decider: Decider, stream: string, current: { state: unknown; revision: bigint }, meta: EventMeta): RehearsedEvent {
    encodeEvent(decider.events.$catalogue.definitions[fact.type], fact.data);
    current.state = fold(decider, current.state, fact, meta);
    current.revision = meta.revision;
    this.states.set(stream, current);
    const event = { ...fact, meta };
    this.events.push(event);
    for (const { projections } of this.registers) {
      for (const projection of projections) {
        const handler = projection.on[fact.type];
        if (handler) this.tables.change(projection, handler.run(fact.data, meta), meta);
      }
    }
    return event;
  }
}
