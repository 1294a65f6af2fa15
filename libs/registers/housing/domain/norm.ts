import { defineDecider, must } from '@ledger/kit';
import { SetHousingNorm } from './commands';
import { housingEvents } from './events';
import type { HouseKind } from './housing-words';

/** The most that a house of a kind may be supported with, as the register's own table of norms has it on the day. */
export interface Norm {
  readonly norm: string;
  readonly kind: HouseKind;
  readonly amount: bigint;
}

/** The norms of one scheme, `housing.norm-<norm>`: dated, so that a house is judged by the norm of its day. */
export const housingNorm = defineDecider<{ readonly amounts: ReadonlyMap<string, { readonly amount: bigint; readonly since: string }> }>()({
  kind: 'norm',
  events: housingEvents,
  types: ['HousingNormSet'],
  initial: { amounts: new Map() },
  evolve: {
    HousingNormSet: ({ amounts }, { kind, amount }, { effectiveOn }) => ({ amounts: new Map(amounts).set(kind, { amount, since: effectiveOn }) }),
  },
  rules: (on) => [
    on(SetHousingNorm, {
      roles: ['finance'],
      id: ({ norm }) => norm,
      requires: ['legalBasis'],
      decide: (command, { amounts }, { act }) => {
        const current = amounts.get(command.kind);
        must(current?.amount !== command.amount, 'housing.same-norm', { field: 'amount', norm: command.norm });
        must(!current || act.effectiveOn >= current.since, 'housing.norm-before-current', { field: 'effectiveOn', since: current?.since });
        return [housingEvents.HousingNormSet(command)];
      },
    }),
  ],
});

export function mustBeWithinNorm(norms: readonly Norm[], { norm, kind, amount }: Norm, field: string): void {
  const limit = norms.find((each) => each.norm === norm && each.kind === kind);
  must(limit, 'housing.no-norm', { field: 'norm', norm, kind });
  must(amount <= limit.amount, 'housing.above-norm', { field, amount, limit: limit.amount });
}
