import { hasPersonal, personalFault, type CommandRule, type Decider, type EventDefinition, type Process, type Projection, type Register, type Report, type Shape, type Words } from '@ledger/kit';

/** A command as the shell knows it: its rule, the decider that decides it and the register both belong to. */
export interface KnownCommand {
  readonly name: string;
  readonly register: Register;
  readonly decider: Decider;
  readonly rule: CommandRule;
  readonly shape: Shape;
  /** Whether its body holds personal data. */
  readonly personal: boolean;
  /** Whether its register forgets persons. */
  readonly forgets: boolean;
}

/** Everything the registers declare, by name. */
export interface Catalogue {
  readonly registers: readonly Register[];
  readonly commands: ReadonlyMap<string, KnownCommand>;
  readonly byClass: ReadonlyMap<unknown, KnownCommand>;
  readonly events: ReadonlyMap<string, { readonly register: string; readonly definition: EventDefinition; readonly personal: boolean }>;
  readonly projections: ReadonlyMap<string, Projection>;
  readonly tables: ReadonlyMap<string, { readonly register: Register; readonly projection: Projection; readonly table: Projection['tables'][number] }>;
  readonly processes: ReadonlyMap<string, Process>;
  readonly reports: ReadonlyMap<string, Report>;
  readonly messages: ReadonlyMap<string, Words>;
}

class NamesTaken extends Error {}

function indexed<V>(what: string, entries: Iterable<readonly [string, V]>): ReadonlyMap<string, V> {
  const map = new Map<string, V>();
  for (const [name, value] of entries) {
    if (map.has(name)) throw new NamesTaken(`two ${what} are called ${name}`);
    map.set(name, value);
  }
  return map;
}

/** Reads the registers; throws when two things of one kind share a name, so that a ledger with doubtful names never starts. */
export function catalogueOf(registers: readonly Register[], messages: { readonly [code: string]: Words } = {}): Catalogue {
  indexed('registers', registers.map((register) => [register.name, register]));
  const commands = indexed('commands', registers.flatMap((register) => register.deciders.flatMap((decider) => commandsOf(register, decider))));
  return {
    registers,
    commands,
    byClass: new Map([...commands.values()].map((known) => [known.rule.Command, known])),
    events: indexed('events', [...new Set(registers.flatMap((register) => register.events))].flatMap((events) => eventsOf(events.$catalogue))),
    projections: indexed('projections', registers.flatMap((register) => register.projections.map((projection) => [projection.name, projection] as const))),
    tables: indexed('tables', registers.flatMap(tablesOf)),
    processes: indexed('processes', registers.flatMap((register) => register.processes.map((process) => [process.name, process] as const))),
    reports: indexed('reports', registers.flatMap((register) => register.reports.map((report) => [report.name, report] as const))),
    messages: new Map([...Object.entries(messages), ...registers.flatMap((register) => Object.entries(register.messages))]),
  };
}

const commandsOf = (register: Register, decider: Decider) =>
  decider.rules.map((rule) => [rule.Command.name, { name: rule.Command.name, register, decider, rule, forgets: Object.keys(register.forgets).length > 0, ...personalIn(rule.Command.name, rule.Command.shape as Shape) }] as const);

const eventsOf = ({ register, definitions }: { readonly register: string; readonly definitions: { readonly [type: string]: EventDefinition } }) =>
  Object.entries(definitions).map(([type, definition]) => [type, { register, definition, personal: personalIn(type, definition.shape).personal }] as const);

/** Whether a shape has personal fields; throws when one of them does not say whose it is. */
function personalIn(name: string, shape: Shape): { readonly shape: Shape; readonly personal: boolean } {
  const fault = personalFault(shape);
  if (fault !== undefined) throw new Error(`${name}: ${fault}`);
  return { shape, personal: hasPersonal(shape) };
}

const tablesOf = (register: Register) =>
  register.projections.flatMap((projection) => projection.tables.map((table) => [table.name, { register, projection, table }] as const));
