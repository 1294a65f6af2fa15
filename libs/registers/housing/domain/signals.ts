import { day, householdId, unitCode, vnd, vndBalance } from '@ledger/fields';
import { defineSignal, handle, type EventMeta, type Handlers, type RiskSignal } from '@ledger/kit';
import { isEnteredByPerson, LateEntries, lateValues, reusedEvidence, samePerson, shownBy } from '@ledger/platform/risk-signals';
import { housingEvents } from './events';

interface House {
  readonly commune: string;
  approved: bigint;
  readonly payments: Map<string, bigint>;
  above?: { readonly events: EventMeta[]; approved: bigint; paid: bigint };
}

const paidFor = ({ payments }: House): bigint => [...payments.values()].reduce((total, amount) => total + amount, 0n);

/** A fund line's correction may leave a house paid above its approval: the line's word stands, and this shows it. */
const paidAboveApproval = defineSignal({
  name: 'housing.paid-above-approval',
  title: { vi: 'Chi nhà ở vượt mức duyệt', en: 'House paid above its approval' },
  asks: { vi: 'Tổng số đã chi cho một hộ vượt mức hỗ trợ đã duyệt quá số tiền nêu dưới đây.', en: 'What was paid for a household’s house is above what was approved, by more than this amount.' },
  parameters: { tolerance: vnd({ label: { vi: 'Vượt quá số tiền', en: 'By more than' }, min: 0n }) },
  standard: { tolerance: 0n },
  values: { household: householdId(), commune: unitCode(), approved: vndBalance({ vi: 'Đã duyệt', en: 'Approved' }), paid: vndBalance({ vi: 'Đã chi', en: 'Paid' }) },
  seen: { vi: 'Hộ {household} ({commune}): đã chi {paid}, mức duyệt {approved}', en: 'Household {household} ({commune}): {paid} paid, {approved} approved' },
  watch: ({ tolerance }) => {
    const houses = new Map<string, House>();
    const houseOf = (household: string, commune: string): House => {
      const house = houses.get(household) ?? { commune, approved: 0n, payments: new Map<string, bigint>() };
      houses.set(household, house);
      return house;
    };
    const judge = (house: House, meta: EventMeta): void => {
      const paid = paidFor(house);
      if (paid > house.approved + tolerance) house.above = { events: [...(house.above?.events ?? []), meta], approved: house.approved, paid };
    };
    const pay = ({ household, commune, payment, amount }: { household: string; commune: string; payment: string; amount: bigint }, meta: EventMeta): void => {
      const house = houseOf(household, commune);
      house.payments.set(payment, amount);
      judge(house, meta);
    };
    return {
      on: handle(housingEvents, {
        HouseApproved: ({ household, commune, amount }) => void (houseOf(household, commune).approved = amount),
        HousePaid: pay,
        HousePaymentAmended: pay,
        HouseCorrected: ({ household, after }, meta) => {
          const house = houseOf(household, after.commune);
          house.approved = after.approved;
          judge(house, meta);
        },
      }),
      sightings: () => [...houses].flatMap(([household, { commune, above }]) => (above ? [{ key: household, events: above.events, values: { household, commune, approved: above.approved, paid: above.paid } }] : [])),
    };
  },
});

const householdOf = ({ household }: { household: string }): string => household;
const works: Handlers<string> = handle(housingEvents, { HouseStarted: householdOf, HouseStageRecorded: householdOf, HouseAccepted: householdOf });

/** Lào Cai set itself the end of May 2025 for the houses of its campaign. */
const enteredLate = defineSignal({
  name: 'housing.entered-after-deadline',
  title: { vi: 'Ghi nhận nhà ở sau thời hạn', en: 'House entry after the deadline' },
  asks: {
    vi: 'Giai đoạn hoặc nghiệm thu được ghi là xong trong thời hạn của chương trình nhưng ghi nhận sau thời hạn.',
    en: 'A stage or an acceptance is dated within the campaign’s deadline and was recorded after it.',
  },
  parameters: { deadline: day({ vi: 'Thời hạn', en: 'Deadline' }) },
  standard: { deadline: '2025-05-31' },
  values: { household: householdId(), ...lateValues },
  seen: { vi: 'Hộ {household}: ghi nhận ngày {recordedOn}, sau thời hạn {days} ngày, cho ngày {effectiveOn}', en: 'Household {household}: recorded on {recordedOn}, {days} days after the deadline, for {effectiveOn}' },
  watch: ({ deadline }) => {
    const late = new LateEntries();
    const households = new Map<string, string>();
    return {
      on: shownBy(works, (household, meta) => {
        if (!isEnteredByPerson(meta) || meta.effectiveOn > deadline || meta.recordedOn <= deadline) return;
        late.add(meta, deadline);
        households.set(meta.commandId, household);
      }),
      sightings: () => late.sightings().map(({ key, events, values }) => ({ key, events, values: { ...values, household: households.get(key)! } })),
    };
  },
});

const approvedByRequester = samePerson({
  name: 'housing.approved-by-requester',
  title: { vi: 'Người đề nghị nhà ở tự duyệt', en: 'House approved by its requester' },
  asks: {
    vi: 'Người đề nghị nhà ở, ghi giai đoạn hoặc đề nghị đính chính cũng là người duyệt, nghiệm thu hoặc xác nhận đính chính đó.',
    en: 'Whoever proposed a house, recorded its stages or asked for a correction also approved, accepted or confirmed it.',
  },
  asked: handle(housingEvents, {
    HouseProposed: ({ household }) => ({ id: household, part: 'approval' }),
    HouseStarted: ({ household }) => ({ id: household, part: 'acceptance' }),
    HouseStageRecorded: ({ household }) => ({ id: household, part: 'acceptance' }),
    HouseCorrectionProposed: ({ household }) => ({ id: household, part: 'correction' }),
  }),
  decided: handle(housingEvents, {
    HouseApproved: ({ household }) => ({ id: household, part: 'approval' }),
    HouseAccepted: ({ household }) => ({ id: household, part: 'acceptance' }),
    HouseCorrected: ({ household }) => ({ id: household, part: 'correction' }),
  }),
});

const photoReused = reusedEvidence({
  name: 'housing.photo-reused',
  title: { vi: 'Ảnh dùng lại', en: 'Photo reused' },
  asks: {
    vi: 'Cùng một tệp ảnh (theo mã băm) làm bằng chứng cho nhiều nhà hoặc nhiều giai đoạn khác nhau.',
    en: 'One and the same photo (by its hash) is evidence of several houses or of several stages.',
  },
  of: handle(housingEvents, {
    HouseProposed: ({ household }) => `${household} proposed`,
    HouseStarted: ({ household }) => `${household} started`,
    HouseStageRecorded: ({ household, stage }) => `${household} ${stage}`,
    HouseAccepted: ({ household }) => `${household} accepted`,
  }),
});

/** What an inspector may want to look at in the register of houses. */
export const housingSignals: readonly RiskSignal[] = [paidAboveApproval, approvedByRequester, photoReused, enteredLate];
