import type { Scope, Words } from '@ledger/kit';
import type { Row } from '../api/catalogue';

/** A command that ends an item of work. */
export interface WorkAct<C extends string = string> {
  readonly command: C;
  /** `on`: to the next step. `back`: returned or rejected; the rule says whether a reason is required. */
  readonly sends: 'on' | 'back';
}

/**
 * Rows of a list that wait for somebody: whoever's roles cover the row's unit and program for an act that sends it on.
 * Whether an act is possible its decider says, here as everywhere.
 */
export interface WorkItems<C extends string = string> {
  /** Tells it apart from the register's other work: `payments-to-check`. */
  readonly name: string;
  /** What is to be done, a verb first. */
  readonly title: Words;
  /** The list's name under the register: `payments`. */
  readonly list: string;
  /** Filters, as the API takes them. */
  readonly where: { readonly [column: string]: string | readonly string[] };
  readonly acts: readonly WorkAct<C>[];
  /** The fields of the acts' commands that a row answers; default: those that its columns are named after. */
  readonly values?: (row: Row) => Readonly<Record<string, string>>;
  /** The unit and program that the acts' rules ask about, where they read them from the record's state. */
  readonly scope?: (row: Row) => Scope;
  /** Columns that say in one line what it is about. */
  readonly headline: readonly string[];
  /** The column of its amount. */
  readonly amount?: string;
  /** The column of the day since which it waits: the longest first. */
  readonly since?: string;
  /** Columns of those who have had their part: to them it is shown as waiting for somebody else. */
  readonly doneBy?: readonly string[];
  /** The address of the page with its whole dossier; default: its row in the list. */
  readonly page?: (row: Row) => string;
}
