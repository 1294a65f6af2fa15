import type { Shape } from './field';

/**
 * Columns that show personal data beside a table's or a report's own. They have no history and stand in no row: an answer is filled
 * from what is readable now, for whoever may read it; others see a mask, and of a forgotten person nobody sees anything.
 */
export interface Readable {
  /** Personal fields, under the names that the events give them; `of` is the row's column with the person's id. */
  readonly columns: Shape;
  /** Roles any of which may read them. */
  readonly readers: readonly string[];
  /** The row's column with the unit that the role must cover; left out: any grant of the role will do. */
  readonly unit?: string;
  /** The program that the role must cover; left out: any. */
  readonly program?: string;
}
