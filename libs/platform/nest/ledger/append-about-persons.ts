import type { AppendResult } from '@ledger/platform/event-store';
import { ForgettingUnsettled, type ForgettingGate } from '@ledger/platform/personal-data';
import { Problem } from '../problems/problem';
import type { KnownCommand } from './catalogue';
import { forgottenBy, type Decision } from './decision';

interface About {
  readonly known: KnownCommand;
  readonly stream: string;
  readonly id: string;
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Appends what is about persons, or forgets them, in the order that the gate keeps; after waiting it is decided again, by the
 * clock and the keys there are then. Throws what `decide` and `append` do, and `ledger.busy` where a forgetting is not settled.
 */
export async function appendAboutPersons(gate: ForgettingGate, about: About, decided: Decision, decide: () => Decision, append: (decision: Decision) => Promise<AppendResult>): Promise<AppendResult> {
  try {
    const forgotten = forgottenBy(about.known, decided, about);
    if (forgotten.size > 0) return await gate.close(forgotten, () => append(decide()));
    for (let decision = decided; ; decision = decide()) {
      const appended = await gate.write(decision.about ?? NOBODY, () => append(decision));
      if (appended) return appended;
    }
  } catch (error) {
    throw error instanceof ForgettingUnsettled ? new Problem(503, 'ledger.busy', { retryAfter: 1 }, [], { cause: error }) : error;
  }
}
