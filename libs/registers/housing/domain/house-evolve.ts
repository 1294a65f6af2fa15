import type { DataOf, FoldedMeta } from '@ledger/kit';
import type { housingEvents } from './events';
import type { HouseStep } from './housing-words';
import { take, type House, type HouseState, type Payment } from './house-state';

type Data = DataOf<typeof housingEvents>;

const inHouse = ({ house }: HouseState, change: (house: House) => House): HouseState => (house ? { house: change(house) } : {});

const step = (state: HouseState, next: HouseStep, meta: FoldedMeta): HouseState => inHouse(state, (house) => take(house, next, meta));

const payment = (state: HouseState, { payment, source, line, amount }: Data['HousePaid'], status: Payment['status']): HouseState =>
  inHouse(state, (house) => ({ ...house, payments: new Map(house.payments).set(payment, { payment, source, line, amount, status }) }));

function corrected(house: House, { after }: Data['HouseCorrected'], meta: FoldedMeta): House {
  const { correction, approval, ...rest } = house;
  const by = correction?.by ?? meta.actor.user;
  const stepChanged = after.step !== house.last.step;
  return {
    ...rest,
    commune: after.commune,
    kind: after.kind,
    approval: approval && { ...approval, amount: after.approved },
    furthest: stepChanged ? after.step : house.furthest,
    last: { ...house.last, step: after.step, by: stepChanged ? by : house.last.by, eventId: meta.eventId },
  };
}

/** Of the thousands of houses kept in memory most have none. */
const NO_PAYMENTS: House['payments'] = new Map();

/** How each event of a house changes what its stream knows. */
export const houseEvolve = {
  HouseProposed: (_: HouseState, data: Data['HouseProposed'], { effectiveOn, actor, eventId }: FoldedMeta): HouseState => ({
    house: {
      ...data,
      last: { step: 'proposed', on: effectiveOn, by: actor.user, eventId },
      furthest: 'proposed',
      proposedBy: actor.user,
      payments: NO_PAYMENTS,
    },
  }),
  /** Nothing is decided by who it is. */
  ContactPersonNamed: (state: HouseState) => state,
  HouseApproved: (state: HouseState, { kind, norm, amount, line }: Data['HouseApproved'], meta: FoldedMeta) =>
    inHouse(step(state, 'approved', meta), (house) => ({ ...house, kind, approval: { norm, amount, line, by: meta.actor.user, on: meta.effectiveOn } })),
  HouseStarted: (state: HouseState, _: Data['HouseStarted'], meta: FoldedMeta) => step(state, 'started', meta),
  HouseStageRecorded: (state: HouseState, { stage }: Data['HouseStageRecorded'], meta: FoldedMeta) => step(state, stage, meta),
  HouseAccepted: (state: HouseState, _: Data['HouseAccepted'], meta: FoldedMeta) => step(state, 'accepted', meta),
  HouseWithdrawn: (state: HouseState, _: Data['HouseWithdrawn'], meta: FoldedMeta) => step(state, 'withdrawn', meta),
  HousePaymentRequested: (state: HouseState, data: Data['HousePaymentRequested']) => payment(state, data, 'requested'),
  HousePaid: (state: HouseState, data: Data['HousePaid']) => payment(state, data, 'paid'),
  HousePaymentAmended: (state: HouseState, data: Data['HousePaymentAmended']) => payment(state, data, 'paid'),
  HousePaymentRefused: (state: HouseState, data: Data['HousePaymentRefused']) => payment(state, data, 'refused'),
  HouseCorrectionProposed: (state: HouseState, asked: Data['HouseCorrectionProposed'], { actor }: FoldedMeta) =>
    inHouse(state, (house) => ({ ...house, correction: { asked, by: actor.user } })),
  HouseCorrectionReturned: (state: HouseState) => inHouse(state, (house) => ({ ...house, correction: undefined })),
  HouseCorrected: (state: HouseState, data: Data['HouseCorrected'], meta: FoldedMeta) => inHouse(state, (house) => corrected(house, data, meta)),
};
