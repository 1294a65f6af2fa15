import { createContext, useContext, type JSX, type ReactNode } from 'react';
import { isDay } from '@ledger/fields';

/** From where one looks: on a day of the world, and as the ledger knew it then. Nothing given: today, now. */
export interface Moment {
  /** Effective date, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** Recorded date: a day (its end in the ledger's zone), an instant with its zone, or a position. */
  readonly knownAt?: string;
}

interface Looking extends Moment {
  change(moment: Moment): void;
}

const Looking = createContext<Looking>({ change: () => undefined });

export const MomentProvider = ({ moment, change, children }: { readonly moment: Moment; readonly change: (moment: Moment) => void; readonly children: ReactNode }): JSX.Element => (
  <Looking.Provider value={{ ...moment, change }}>{children}</Looking.Provider>
);

export const useMoment = (): Looking => useContext(Looking);

export const isPast = ({ asOf, knownAt }: Moment): boolean => asOf !== undefined || knownAt !== undefined;

/** As the API takes it: a day means its last instant in the ledger's zone. */
export const knownAtParameter = (knownAt: string | undefined): string | undefined => (knownAt !== undefined && isDay(knownAt) ? `${knownAt}T23:59:59.999+07:00` : knownAt);

const POSITION = /^\d{1,19}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The moment that search parameters name; what is malformed counts as not given. */
export function momentOf(search: Readonly<Record<string, unknown>>): Moment {
  const asOf = typeof search['asOf'] === 'string' && isDay(search['asOf']) ? search['asOf'] : undefined;
  const asked = search['knownAt'];
  const knownAt = typeof asked === 'string' && (isDay(asked) || POSITION.test(asked) || INSTANT.test(asked)) ? asked : undefined;
  return { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) };
}
