import { AcceptHouse, ApproveHouse, PayHouse, ProposeHouse, RecordStage, SetHousingNorm, StartHouse } from '@ledger/registers/housing/domain';
import { demoCommand, type DemoCommand } from '../demo-command';
import { HOUSE_SUPPORT } from '../funds/capital-plan';
import type { HousePlan } from '../houses/house-plans';
import { people } from '../people';

export const NORM = 'campaign-2024-2025';
export const CAMPAIGN = { number: 'MH-04/QĐ-UBND', issuedOn: '2024-01-05', issuer: 'UBND tỉnh Lào Cai (văn bản minh họa)' };
const STAGES = ['foundation', 'frame', 'roof'] as const;

const supportOf = ({ kind }: HousePlan): bigint => BigInt(HOUSE_SUPPORT[kind]) * 1_000_000n;
/** The line from which a district's houses are paid. */
export const houseLineOf = (district: string): string => `GNBV.5:public-service:central:2024:2024:${district}`;

/** The norm, and every house's way from proposal to payment as far as it has come. */
export const houseCommands = (houses: readonly HousePlan[]): readonly DemoCommand[] => [
  ...(['new', 'repair'] as const).map((kind) =>
    demoCommand(`norm:${kind}`, new SetHousingNorm({ norm: NORM, kind, amount: BigInt(HOUSE_SUPPORT[kind]) * 1_000_000n }), people.finance, { day: '2024-01-05', hour: 'morning' }, 'illustrative', { legalBasis: CAMPAIGN }),
  ),
  ...houses.flatMap(stepsOf),
];

function stepsOf(house: HousePlan): readonly DemoCommand[] {
  const { household, unit, district, kind, money, until } = house;
  const [officer, checker, approver] = [people.officerOf(district), people.checkerOf(district), people.approverOf(district)];
  const amount = supportOf(house);
  const line = money === 'line' ? houseLineOf(district) : undefined;
  const step = (name: string, command: object, actor: typeof officer, day: string, extras = {}) =>
    day <= until ? [demoCommand(`house:${household}:${name}`, command, actor, { day, hour: 'noon' }, 'apportioned', extras)] : [];
  return [
    ...step('propose', new ProposeHouse({ household, commune: unit, kind }), officer, house.proposedOn),
    ...step('approve', new ApproveHouse({ household, kind, norm: NORM, amount, line }), approver, house.approvedOn, { legalBasis: CAMPAIGN }),
    ...step('start', new StartHouse({ household }), officer, house.startedOn),
    ...STAGES.flatMap((stage, index) => step(stage, new RecordStage({ household, stage }), officer, house.stagesOn[index]!)),
    ...step('accept', new AcceptHouse({ household }), checker, house.acceptedOn),
    ...step('pay', new PayHouse({ household, source: money, line, amount }), people.finance, house.paidOn),
  ];
}
