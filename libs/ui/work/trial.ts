import { fold, Refusal, streamName, type Actor, type Decider, type Fact, type FoldedMeta } from '@ledger/kit';

/** One command of a trial and who would issue it. */
export interface TrialStep {
  readonly command: object;
  readonly actor: Actor;
  readonly effectiveOn: string;
  readonly reason?: string;
}

/** What would stand if the steps were taken one after another, or why one of them would be refused. */
export type Trial =
  | { readonly accepted: true; readonly state: unknown; readonly facts: readonly Fact[] }
  | { readonly accepted: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** Plays commands through a register's own decider upon a state; nothing is sent anywhere. `needs`: rows of other records that its rules ask for. */
export function trialOf(decider: Decider, before: unknown, steps: readonly TrialStep[], today: string, needs: Readonly<Record<string, readonly unknown[]>> = {}): Trial {
  let state = before;
  const facts: Fact[] = [];
  try {
    for (const { command, actor, effectiveOn, reason } of steps) {
      const rule = decider.rules.find(({ Command }) => command instanceof Command)!;
      const act = { actor, effectiveOn, recordedAt: `${today}T05:00:00.000Z`, recordedOn: today, ...(reason === undefined ? {} : { reason }) };
      for (const fact of rule.decide(command, state, { act, facts: needs }) as readonly Fact[]) {
        state = fold(decider, state, fact, metaOfTrial(decider, rule.id(command), fact, act));
        facts.push(fact);
      }
    }
    return { accepted: true, state, facts };
  } catch (error) {
    if (error instanceof Refusal) return { accepted: false, code: error.code, details: error.details };
    throw error;
  }
}

const metaOfTrial = (decider: Decider, id: string, { type }: Fact, act: Omit<FoldedMeta, 'type' | 'eventId' | 'stream' | 'id' | 'revision' | 'commandId' | 'commandHash' | 'correlationId' | 'causationId' | 'schemaVersion'>): FoldedMeta => ({
  ...act, type, eventId: 'trial', stream: streamName(decider, id), id, revision: 0n, commandId: 'trial', commandHash: '', correlationId: 'trial', causationId: 'trial', schemaVersion: 1,
});
