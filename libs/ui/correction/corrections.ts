import type { Words } from '@ledger/kit';
import type { WebPage } from '../register/web-page';
import { RECORD_PAGE, RECORDS_PAGE, type Correction } from './correction';

/** Where the facts of a register's records are put right. What the page itself needs is loaded when it is opened. */
export interface Corrections {
  readonly title: Words;
  /** The kind of record: `house`. */
  readonly kind: string;
  /** Types of events that tell a fact which may be put right. */
  readonly of: readonly string[];
  /** Roles any of which may open it. */
  readonly roles?: readonly string[];
  /** Its place in the menu. */
  readonly menu?: number;
  readonly load: () => Promise<Correction<never>>;
}

/** A page gives a state only to the description that made sense of it, and never looks into it. */
const asAny = (correction: Correction<never>): Correction => correction as unknown as Correction;

/** The pages of a register's corrections: choosing the record, and its facts. */
export const correctionPages = (register: string, { title, roles, menu, load }: Corrections): readonly WebPage[] => [
  { path: RECORDS_PAGE, title, menu, roles, load: async () => {
    const [{ recordsPage }, correction] = await Promise.all([import('./records-page'), load()]);
    return recordsPage(register, title, asAny(correction));
  } },
  { path: RECORD_PAGE, title, load: async () => {
    const [{ recordPage }, correction] = await Promise.all([import('./record-page'), load()]);
    return recordPage(register, title, asAny(correction));
  } },
];
