import { choice, day, householdId, optional, text, unitCode, username, vndBalance } from '@ledger/fields';
import { add, currentTable, defineProjection, handle, patch, put } from '@ledger/kit';
import { houseKind, houseStep, housingEvents, type HouseStep } from '@ledger/registers/housing/domain';

/** Each house as it stands now: the work list. */
export const houses = currentTable('housing_houses', {
  label: { vi: 'Danh sách nhà', en: 'Houses' },
  columns: {
    household: householdId(),
    commune: unitCode({ vi: 'Xã', en: 'Commune' }),
    kind: optional(houseKind()),
    step: houseStep(),
    on: day({ vi: 'Từ ngày', en: 'Since' }),
    approved: vndBalance({ vi: 'Mức hỗ trợ', en: 'Support' }),
    requested: vndBalance({ vi: 'Đang chi', en: 'Being paid' }),
    paid: vndBalance({ vi: 'Đã chi', en: 'Paid' }),
    refusal: optional(text({ label: { vi: 'Lần chi gần nhất bị từ chối', en: 'Last payment refused' } })),
    correction: optional(choice('house-correction', { vi: 'Đính chính', en: 'Correction' }, { awaiting: { vi: 'Chờ đồng ý', en: 'Awaiting agreement' } })),
    correctionBy: optional(username({ vi: 'Người đề nghị đính chính', en: 'Correction asked for by' })),
  },
  key: ['household'],
  indexes: [['commune', 'step']],
});

const step = (household: string, next: HouseStep, on: string) => patch(houses, { household }, { step: next, on });

export const houseList = defineProjection('housing_house_list', {
  version: 2,
  tables: [houses],
  on: handle(housingEvents, {
    HouseProposed: (house, { effectiveOn }) => [put(houses, { ...house, step: 'proposed', on: effectiveOn, approved: 0n, requested: 0n, paid: 0n })],
    HouseApproved: ({ household, kind, amount }, { effectiveOn }) => [patch(houses, { household }, { kind, approved: amount, step: 'approved', on: effectiveOn })],
    HouseStarted: ({ household }, { effectiveOn }) => [step(household, 'started', effectiveOn)],
    HouseStageRecorded: ({ household, stage }, { effectiveOn }) => [step(household, stage, effectiveOn)],
    HouseAccepted: ({ household }, { effectiveOn }) => [step(household, 'accepted', effectiveOn)],
    HouseWithdrawn: ({ household }, { effectiveOn }) => [patch(houses, { household }, { step: 'withdrawn', on: effectiveOn, approved: 0n })],
    HousePaymentRequested: ({ household, amount }) => [add(houses, { household }, { requested: amount }), patch(houses, { household }, { refusal: undefined })],
    HousePaid: ({ household, source, amount }) => [add(houses, { household }, { paid: amount, requested: source === 'line' ? -amount : 0n })],
    HousePaymentRefused: ({ household, amount, refusal }) => [add(houses, { household }, { requested: -amount }), patch(houses, { household }, { refusal })],
    HousePaymentAmended: ({ household, before, amount }) => [add(houses, { household }, { paid: amount - before })],
    HouseCorrectionProposed: ({ household }, { actor }) => [patch(houses, { household }, { correction: 'awaiting', correctionBy: actor.user })],
    HouseCorrectionReturned: ({ household }) => [patch(houses, { household }, { correction: undefined, correctionBy: undefined })],
    HouseCorrected: ({ household, after: { commune, kind, step, approved } }) => [patch(houses, { household }, { commune, kind, step, approved, correction: undefined, correctionBy: undefined })],
  }),
});
