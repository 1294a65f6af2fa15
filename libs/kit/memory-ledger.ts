import type { Act } from './act';
import { fold, streamName, type CommandRule, type Decider } from './decider';
import { encodeEvent, type Fact } from './events';
import type { Json } from './json';
import { MemoryTables, type MemoryQuery } from './memory-tables';
import { asIfSealed } from './personal';
import type { Issued, Process } from './process';
import { dataOf, metaOf, SeenEvent, type Recorded } from './recorded';
import { Refusal } from './refusal';
import type { Register } from './register';
import type { ReportBody } from './report';
import type { Source } from './source';

/** Who acts and when; the role is the command's first unless one is named. */
export type ActInMemory = { readonly on: string; readonly by?: string; readonly role?: string } & Partial<Omit<Act, 'actor' | 'effectiveOn'>>;

/**
 * Registers at work in memory, without a clock: commands are decided on real facts, projections follow at once, processes run
 * until they are quiet. It is what specs of a register run on; it keeps no promise about disks, concurrency or permissions.
 */
export class MemoryLedger {
  readonly events: Recorded[] = [];
  private readonly tables = new MemoryTables();
  private readonly states = new Map<string, { readonly state: unknown; readonly revision: bigint }>();
  /** How many events each process has been given. */
  private readonly delivered = new Map<Process, number>();

  constructor(private readonly registers: readonly Register[]) {}

  /** Decides, records, projects and lets the processes run; throws `Refusal` and then records nothing. */
  execute(command: object, act: ActInMemory): readonly Fact[] {
    const { decider, rule, register } = this.ruleFor(command);
    const facts = this.decide(command, toAct(act, rule), decider, rule, register);
    this.record(streamName(decider, rule.id(command)), decider, facts, act);
    this.runProcesses();
    return facts;
  }

  /** The code with which a command is refused, or undefined when it is accepted. */
  refusalOf(command: object, act: ActInMemory): string | undefined {
    try {
      this.execute(command, act);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  rows<R>(source: Source<R>, query: MemoryQuery = {}): readonly R[] {
    return this.tables.evaluate(source, query);
  }

  report(name: string, params: object, query: { readonly asOf: string; readonly knownAt?: bigint }): ReportBody {
    const report = this.registers.flatMap((register) => register.reports).find((each) => each.name === name);
    if (!report) throw new Error(`no report ${name}`);
    const sources = Object.entries(report.sources(params as never, query.asOf) as Record<string, Source>);
    const rows = Object.fromEntries(sources.map(([key, source]) => [key, this.rows(source, query)]));
    return report.build(rows, params as never, query.asOf);
  }

  private ruleFor(command: object): { register: Register; decider: Decider; rule: CommandRule } {
    for (const register of this.registers) {
      for (const decider of register.deciders) {
        const rule = decider.rules.find(({ Command }) => command instanceof Command);
        if (rule) return { register, decider, rule };
      }
    }
    throw new Error(`no rule for ${command.constructor.name}`);
  }

  private decide(command: object, act: Act, decider: Decider, rule: CommandRule, register: Register): readonly Fact[] {
    if (!rule.roles.includes(act.actor.role)) throw new Refusal('act.role', { role: act.actor.role });
    const missing = rule.requires.find((name) => act[name] === undefined);
    if (missing) throw new Refusal('act.required', {}, missing);
    const { state } = this.at(streamName(decider, rule.id(command)), decider);
    const facts = Object.fromEntries(
      rule.needs.map((need) => {
        const source = register.facts[need]!(command, act);
        return [need, this.tables.evaluate(source, source.table.kind === 'dated' ? { asOf: act.effectiveOn } : {})];
      }),
    );
    return rule.decide(command, state, { act, facts });
  }

  private at = (stream: string, decider: Decider) => this.states.get(stream) ?? { state: decider.initial as unknown, revision: -1n };

  private record(stream: string, decider: Decider, facts: readonly Fact[], act: ActInMemory): void {
    for (const { type, data } of facts) {
      const definition = decider.events.$catalogue.definitions[type]!;
      const { state, revision } = this.at(stream, decider);
      const position = BigInt(this.events.length + 1);
      const { on, by, role, ...rest } = toMetadata(act);
      const event: Recorded = {
        id: `event-${position}`, type, stream, revision: revision + 1n, position,
        data: encodeEvent(definition, asIfSealed(definition.shape, data)),
        metadata: { ...rest, actor: { user: by, role, unit: '10' }, effectiveOn: on, schemaVersion: definition.version },
      };
      this.events.push(event);
      this.states.set(stream, { state: fold(decider, state, { type, data: dataOf(event, definition) }, metaOf(event)), revision: revision + 1n });
      const seen = new SeenEvent(event);
      for (const projection of this.registers.flatMap((register) => register.projections)) this.tables.apply(projection, seen);
    }
  }

  private runProcesses(): void {
    for (const process of this.registers.flatMap((register) => register.processes)) {
      for (let at = this.delivered.get(process) ?? 0; at < this.events.length; at = this.delivered.get(process)!) {
        this.delivered.set(process, at + 1);
        this.deliver(process, this.events[at]!);
      }
    }
  }

  private deliver(process: Process, event: Recorded): void {
    const handler = process.on[event.type];
    if (!handler) return;
    const meta = metaOf(event);
    const data = dataOf(event, handler.definition);
    for (const issued of handler.run(data, meta)) this.issue(process, issued, { type: event.type, data, meta });
  }

  private issue(process: Process, { command, effectiveOn }: Issued, cause: { type: string; data: unknown; meta: ReturnType<typeof metaOf> }): void {
    try {
      this.execute(command, { on: effectiveOn ?? cause.meta.effectiveOn, by: `process:${process.name}`, role: 'process' });
    } catch (error) {
      const answer = error instanceof Refusal ? (process.refused[error.code] ?? process.refused['*']) : undefined;
      if (!answer) throw error;
      for (const next of answer({ command, refusal: error as Refusal, cause })) this.issue(process, next, cause);
    }
  }
}

const withDefaults = ({ on, by = 'someone', ...rest }: ActInMemory) => ({ recordedAt: `${on}T03:00:00.000Z`, ...rest, on, by });

function toAct(act: ActInMemory, rule: CommandRule): Act {
  const { on, by, role = rule.roles[0]!, ...rest } = withDefaults(act);
  return { recordedOn: on, ...rest, actor: { user: by, role, unit: '10' }, effectiveOn: on };
}

function toMetadata(act: ActInMemory): { on: string; by: string; role: string } & Record<string, Json> {
  const { role = 'any', ...rest } = withDefaults(act);
  return { ...(rest as unknown as Record<string, Json> & { on: string; by: string }), role };
}

