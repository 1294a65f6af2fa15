import { streamName, type CommandRule, type DataOf, type Decider, type Events, type Field, type RiskSignal, type Shape, type Words } from '@ledger/kit';
import type { StateWords } from '../replay/state-texts';
import type { Row } from '../api/catalogue';
import { correctionPages, type Corrections } from '../correction/corrections';
import type { WebPage } from './web-page';
import type { WorkItems } from './work-items';

/** Of any values: a class that takes fewer of them is a command class as well. */
interface AnyCommandClass {
  new (values: never): unknown;
  readonly shape: Shape;
}

type CommandsIn<M> = { [N in keyof M as M[N] extends AnyCommandClass ? N & string : never]: M[N] };

/** Rows from which a field's value can be chosen instead of typed. */
export interface Picker {
  /** The list's address: `territory/units`. */
  readonly table: string;
  /** The column whose value is taken. */
  readonly value: string;
  /** Columns that name the row to a person. */
  readonly labels: readonly string[];
  /** Filters that every question carries; `{field}` stands for what another field of the form holds. */
  readonly where?: { readonly [column: string]: string };
  readonly order?: string;
  /** A regular expression that the values taken match; default: every value. */
  readonly matching?: string;
  /** The value says nothing to a person: rows are told by their labels alone. */
  readonly codeless?: boolean;
  /** There are more rows than anybody looks through: few are read at first, the others while one types. */
  readonly long?: boolean;
  /** How a value that no row has yet is put together. */
  readonly composed?: Composed;
}

/** A code made of parts, each entered by itself. */
export interface Composed {
  /** What it is that is put together. */
  readonly title: Words;
  readonly parts: Shape;
  /** The code of parts that are all there, as they are sent. */
  readonly code: (parts: Readonly<Record<string, unknown>>) => string;
}

export interface ListTexts {
  /** Kept for decisions of this register alone, and of no interest to people. */
  readonly hidden?: boolean;
  /** Columns shown at first; default: the first eight. */
  readonly columns?: readonly string[];
  /** `-column` for descending. */
  readonly order?: string;
  /** Filters offered at first; the others can be added. */
  readonly filters?: readonly string[];
}

/** How a report is laid out. */
export interface ReportLayout {
  /** Figures that a chart draws, one row of bars for each row of the report. */
  readonly chart?: {
    /** The columns that name a row: the first of them that holds something. */
    readonly label: readonly string[];
    readonly keys: readonly string[];
    /** Only rows whose column holds one of these. */
    readonly only?: { readonly [column: string]: readonly string[] };
    readonly stacked?: boolean;
  };
  /** What coded values say, by column; under `*`, in any column. */
  readonly says?: { readonly [column: string]: { readonly [value: string]: Words } };
  /** What a parameter counts as where the address says nothing: a value, or the greatest that a list of the register has in a column. */
  readonly usual?: { readonly [param: string]: string | { readonly list: string; readonly column: string } };
  /** The list that lies behind a figure, and its filters. */
  readonly behind?: (column: string, row: Row) => { readonly list: string; readonly filters: { readonly [name: string]: string } } | undefined;
}

interface Definition<M, E extends Events> {
  readonly name: string;
  /** The module that holds the register's command classes: their names are the commands' names. */
  readonly commands: M;
  readonly deciders: readonly Decider[];
  readonly events: E;
  readonly texts: {
    /** What each command is called on buttons and forms: a verb first. */
    readonly commands: { readonly [N in keyof CommandsIn<M>]: Words };
    /** What each event says; `{field}` stands for a value of its data. */
    readonly events: { readonly [T in keyof DataOf<E>]: Words };
  };
  /** By the word of a field: `unit-code`. */
  readonly pickers?: { readonly [word: string]: Picker };
  /** By the list's name under the register: `lines`. */
  readonly lists?: { readonly [table: string]: ListTexts };
  readonly reports?: { readonly [name: string]: ReportLayout };
  /** Pages made by hand. */
  readonly pages?: readonly WebPage[];
  /** Where what was recorded wrongly is put right. */
  readonly corrections?: Corrections;
  /** What waits for somebody in this register. */
  readonly inbox?: readonly WorkItems<keyof CommandsIn<M> & string>[];
  /** What it says when it refuses, by code; loaded when first needed. */
  readonly refusals?: () => Promise<{ readonly [code: string]: Words }>;
  /** What an inspector may want to look at in its events; loaded when first needed. */
  readonly signals?: () => Promise<readonly RiskSignal[]>;
  /** How the fields of its objects' states are called, where its events do not say so: `satisfies StateTexts<typeof line>`. */
  readonly states?: StateWords;
}

/** A command as a form needs it. */
export interface WebCommand {
  readonly name: string;
  readonly title: Words;
  readonly register: string;
  readonly shape: Shape;
  readonly rule: CommandRule;
  readonly decider: Decider;
}

/** What the browser knows of one register: its commands, what its events say, and how its lists are laid out. */
export interface RegisterWeb {
  readonly name: string;
  readonly commands: readonly WebCommand[];
  readonly events: { readonly [type: string]: { readonly words: Words; readonly shape: Shape } };
  readonly deciders: readonly Decider[];
  readonly pickers: { readonly [word: string]: Picker };
  readonly lists: { readonly [table: string]: ListTexts };
  readonly reports: { readonly [name: string]: ReportLayout };
  readonly pages: readonly WebPage[];
  readonly inbox: readonly WorkItems[];
  readonly corrections?: Corrections;
  readonly states: StateWords;
  readonly refusals?: () => Promise<{ readonly [code: string]: Words }>;
  readonly signals?: () => Promise<readonly RiskSignal[]>;
}

/** Describes a register to the browser. A command or an event without its text in both languages is a type error. */
export function defineRegisterWeb<M extends object, E extends Events>({ name, commands, deciders, events, texts, pickers = {}, lists = {}, reports = {}, pages = [], inbox = [], corrections, refusals, signals, states = {} }: Definition<M, E>): RegisterWeb {
  const rules = deciders.flatMap((decider) => decider.rules.map((rule) => ({ decider, rule })));
  // A bundler may shorten the names of classes, never the names of a module's exports.
  const known = Object.entries(commands).flatMap(([command, Command]) => {
    const found = rules.find(({ rule }) => rule.Command === Command);
    const title = (texts.commands as { readonly [name: string]: Words })[command];
    return found && title ? [{ name: command, title, register: name, shape: found.rule.Command.shape as Shape, ...found }] : [];
  });
  const said = Object.entries((events as Events).$catalogue.definitions as { readonly [type: string]: { readonly shape: Shape } }).map(([type, { shape }]) => [type, { shape, words: (texts.events as { readonly [type: string]: Words })[type]! }] as const);
  return { name, commands: known, deciders, events: Object.fromEntries(said), pickers, lists, reports, pages: [...pages, ...(corrections ? correctionPages(name, corrections) : [])], inbox, corrections, refusals, signals, states };
}

/** Whether people may issue it; the others are issued by the ledger's own processes. */
export const isForPeople = ({ rule }: WebCommand): boolean => rule.roles.some((role) => role !== 'process');

function idIn(rule: CommandRule, values: object): string | undefined {
  try {
    const id: unknown = rule.id(values);
    return typeof id === 'string' && id !== '' && !id.includes('undefined') ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The streams that a row tells of: those whose id its columns hold. */
export function streamsOf(register: RegisterWeb, row: Row): readonly string[] {
  return register.deciders.flatMap((decider) => {
    const id = decider.rules[0] && idIn(decider.rules[0], row);
    return id === undefined ? [] : [streamName(decider, id)];
  });
}

/** Commands about what a row tells of, with the fields it already answers; those with the fewest open fields first. */
export function commandsFor(register: RegisterWeb, row: Row): readonly { readonly command: WebCommand; readonly values: Readonly<Record<string, string>> }[] {
  const about = register.commands.flatMap((command) => {
    if (!isForPeople(command) || idIn(command.rule, row) === undefined) return [];
    const values = prefilled(command.shape, row);
    return [{ command, values, open: openFields(command.shape, values) }];
  });
  return about.sort((a, b) => a.open - b.open);
}

const prefilled = (shape: Shape, row: Row): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(shape).flatMap((key) => {
    const value = row[key];
    return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
  }));

const openFields = (shape: Shape, values: Readonly<Record<string, string>>): number =>
  Object.entries(shape).filter(([key, field]: [string, Field]) => !field.optional && values[key] === undefined).length;
