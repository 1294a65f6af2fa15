import { count, day, householdId, optional, unitCode, vndChange } from '@ledger/fields';
import { datedTable, defineProjection, handle, put, type Change, type EventMeta } from '@ledger/kit';
import { houseKind, houseStep, housingEvents, type HouseKind, type HouseStep } from '@ledger/registers/housing/domain';

const household = householdId();
const commune = unitCode({ vi: 'Xã', en: 'Commune' });
const revision = count({ label: { vi: 'Lần ghi', en: 'Revision' } });

/** Each step of each house; the latest of a house on a day is where it stood. */
export const steps = datedTable('housing_steps', {
  label: { vi: 'Tiến độ từng nhà', en: 'Steps of each house' },
  columns: { household, revision, commune, kind: optional(houseKind()), step: houseStep(), on: day({ vi: 'Ngày', en: 'On' }) },
  key: ['household', 'revision'],
});

/** What was approved and paid, as changes: they add up to the amounts on any day. */
export const amounts = datedTable('housing_amounts', {
  label: { vi: 'Tiền duyệt và chi', en: 'Amounts approved and paid' },
  columns: {
    household,
    revision,
    commune,
    approved: vndChange({ vi: 'Duyệt tăng, giảm', en: 'Change of what is approved' }),
    paid: vndChange({ vi: 'Chi tăng, giảm', en: 'Change of what is paid' }),
  },
  key: ['household', 'revision', 'commune'],
});

interface Place {
  readonly household: string;
  readonly commune: string;
  readonly kind?: HouseKind;
}

const take = ({ household, commune, kind }: Place, step: HouseStep, { revision }: EventMeta, on: string): Change =>
  put(steps, { household, revision: Number(revision), commune, kind, step, on }, on);

const post = ({ household, commune }: Place, approved: bigint, paid: bigint, { revision }: EventMeta, on: string): Change =>
  put(amounts, { household, revision: Number(revision), commune, approved, paid }, on);

export const houseFacts = defineProjection('housing_house_facts', {
  version: 1,
  tables: [steps, amounts],
  on: handle(housingEvents, {
    HouseProposed: (house, meta) => [take(house, 'proposed', meta, meta.effectiveOn)],
    HouseApproved: (house, meta) => [take(house, 'approved', meta, meta.effectiveOn), post(house, house.amount, 0n, meta, meta.effectiveOn)],
    HouseStarted: (house, meta) => [take(house, 'started', meta, meta.effectiveOn)],
    HouseStageRecorded: (house, meta) => [take(house, house.stage, meta, meta.effectiveOn)],
    HouseAccepted: (house, meta) => [take(house, 'accepted', meta, meta.effectiveOn)],
    HouseWithdrawn: (house, meta) => [take(house, 'withdrawn', meta, meta.effectiveOn), post(house, -house.approved, 0n, meta, meta.effectiveOn)],
    HousePaid: (house, meta) => [post(house, 0n, house.amount, meta, meta.effectiveOn)],
    HousePaymentAmended: (house, meta) => [post(house, 0n, house.amount - house.before, meta, meta.effectiveOn)],
    HouseCorrected: ({ household, before, after, since }, meta) => {
      const to = { household, commune: after.commune, kind: after.kind };
      const moved = before.commune !== after.commune;
      return [
        take(to, after.step, meta, since),
        ...(moved ? [post({ household, commune: before.commune }, -before.approved, -before.paid, meta, since)] : []),
        post(to, moved ? after.approved : after.approved - before.approved, moved ? after.paid : 0n, meta, since),
      ];
    },
  }),
});
