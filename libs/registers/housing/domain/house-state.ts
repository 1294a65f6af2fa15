import { must, type DataOf, type FoldedMeta } from '@ledger/kit';
import type { housingEvents } from './events';
import { houseStages, stepOrder, type HouseKind, type HouseStep } from './housing-words';

type Data = DataOf<typeof housingEvents>;

export interface Payment {
  readonly payment: string;
  readonly source: Data['HousePaid']['source'];
  readonly line?: string;
  readonly amount: bigint;
  readonly status: 'requested' | 'paid' | 'refused';
}

/** The last step: when it was taken, by whom, and the event that tells it. */
interface LastStep {
  readonly step: HouseStep;
  readonly on: string;
  readonly by: string;
  readonly eventId: string;
}

/** A house that was proposed. */
export interface House {
  readonly household: string;
  readonly commune: string;
  readonly kind?: HouseKind;
  readonly last: LastStep;
  /** The furthest step it reached, as recorded. */
  readonly furthest: HouseStep;
  readonly proposedBy: string;
  readonly approval?: { readonly norm: string; readonly amount: bigint; readonly line?: string; readonly by: string; readonly on: string };
  readonly payments: ReadonlyMap<string, Payment>;
  /** A correction that waits for its checker. */
  readonly correction?: { readonly asked: Data['HouseCorrectionProposed']; readonly by: string };
}

export interface HouseState {
  readonly house?: House;
}

/** A house of which the amount, and so the kind, was decided. */
export type ApprovedHouse = House & { readonly kind: HouseKind; readonly approval: NonNullable<House['approval']> };

export function mustBeProposed({ house }: HouseState): House {
  must(house, 'housing.unknown-house', { field: 'household' });
  return house;
}

export function mustBeApproved(state: HouseState): ApprovedHouse {
  const house = mustBeProposed(state);
  mustNotBeOver(house);
  const { kind, approval } = house;
  must(kind && approval, 'housing.not-approved', { field: 'household', household: house.household });
  return { ...house, kind, approval };
}

export function mustNotBeOver({ household, last }: House): void {
  must(last.step !== 'withdrawn', 'housing.withdrawn', { field: 'household', household, on: last.on });
}

export function mustFollow({ last }: House, day: string): void {
  must(day >= last.on, 'housing.before-previous-step', { field: 'effectiveOn', previousOn: last.on });
}

export function mustNotBeAccepted({ household, last }: House): void {
  must(last.step !== 'accepted', 'housing.accepted-already', { field: 'household', household, on: last.on });
}

const total = ({ payments }: House, statuses: readonly Payment['status'][]): bigint =>
  [...payments.values()].filter(({ status }) => statuses.includes(status)).reduce((sum, { amount }) => sum + amount, 0n);

export const paid = (house: House): bigint => total(house, ['paid']);
export const paidOrRequested = (house: House): bigint => total(house, ['paid', 'requested']);

/** The stages that may come next: the one after the last for a new house, any later one for a repair. */
export function stagesAfter({ kind, last }: Pick<House, 'kind' | 'last'>): readonly HouseStep[] {
  const later = houseStages.filter((stage) => stepOrder(stage) > stepOrder(last.step));
  return kind === 'repair' ? later : later.slice(0, 1);
}

/** What the house stands for in the province's figures: a withdrawn one is to get nothing. */
export const standing = (house: House): Data['HouseCorrected']['before'] => ({
  commune: house.commune,
  kind: house.kind,
  step: house.last.step,
  approved: house.last.step === 'withdrawn' ? 0n : (house.approval?.amount ?? 0n),
  paid: paid(house),
});

export const take = (house: House, step: HouseStep, { effectiveOn, actor, eventId }: FoldedMeta): House => ({
  ...house,
  last: { step, on: effectiveOn, by: actor.user, eventId },
  furthest: step !== 'withdrawn' && stepOrder(step) > stepOrder(house.furthest) ? step : house.furthest,
});
