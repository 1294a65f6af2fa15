import { ledgerDay } from '@ledger/kit';

/** Milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
}

/** A clock that the demo loader can set to a day of the past, and back to the machine's. */
export interface SettableClock extends Clock {
  /** From now on the clock stands at `instant`; undefined: it follows the machine again. */
  set(instant: number | undefined): void;
}

/** The machine's clock, which never steps back: what is recorded later is never dated earlier. */
export function ledgerClock(machine: () => number = Date.now): SettableClock & { readonly atLeast: (instant: number) => void } {
  let standing: number | undefined;
  let last = 0;
  return {
    now: () => (last = Math.max(last, standing ?? machine())),
    set: (instant) => {
      standing = instant;
    },
    atLeast: (instant) => {
      last = Math.max(last, instant);
    },
  };
}

/** An instant as events carry it. */
export interface Instant {
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The day in the ledger's zone. */
  readonly recordedOn: string;
}

let latest: Instant & { readonly at: number } = { at: Number.NaN, recordedAt: '', recordedOn: '' };

/** Many commands share a millisecond, so the last one is remembered. */
export function instantOf(at: number): Instant {
  if (latest.at !== at) {
    const recordedAt = new Date(at).toISOString();
    latest = { at, recordedAt, recordedOn: ledgerDay(recordedAt) };
  }
  return latest;
}

/** The day `YYYY-MM-DD` of an instant in the ledger's zone. */
export const dayOf = (instant: number): string => instantOf(instant).recordedOn;
