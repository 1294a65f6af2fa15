import { AdjustCapitalPlan, AllocateFunds, ApproveCapitalPlan, AssignCapitalPlan, CarryForward } from '@ledger/registers/funds/domain';
import { demoCommand, type DemoCommand } from '../demo-command';
import { planAdjustments, type PlanLine } from '../funds/capital-plan';
import { people } from '../people';
import { province } from '../units';

const PLAN_DECISION = { number: 'MH-01/QĐ-UBND', issuedOn: '2024-01-02', issuer: 'UBND tỉnh Lào Cai (văn bản minh họa)' };
const PLAN_2023 = { number: 'MH-93/QĐ-UBND', issuedOn: '2023-11-15', issuer: 'UBND tỉnh Lào Cai (văn bản minh họa)' };
const EXTENSION = { number: 'MH-02/QĐ-UBND', issuedOn: '2024-02-05', issuer: 'UBND tỉnh Lào Cai (văn bản minh họa)' };
const ALLOCATION = { number: 'MH-03/QĐ-UBND', issuedOn: '2024-02-20', issuer: 'UBND tỉnh Lào Cai (văn bản minh họa)' };
const ONLY_CARRIED = 'Chỉ ghi phần kế hoạch năm 2023 được chuyển sang năm 2024; số chuyển nguồn không được công bố nên được phân bổ.';

/** Plans are assigned at the turn of the year, what is left of 2023 is carried over in February, then all is allocated. */
export const planCommands = (plan: readonly PlanLine[]): readonly DemoCommand[] => [
  ...plan.flatMap((each) => [...assignment(each), ...carryIn(each), allocation(each)]),
  ...adjustmentCommands(),
];

const isCarriedIn = ({ originYear }: PlanLine): boolean => originYear === 2023;
/** The line of the year before, from which a carried line's money comes. */
const lineOf2023 = ({ line }: PlanLine): string => line.replace(':2024:2023:', ':2023:2023:');
/** The line's id as a part of other ids, which hold no colon. */
export const idOf = (line: string): string => line.replaceAll(':', '-');

function assignment(plan: PlanLine): readonly DemoCommand[] {
  const carried = isCarriedIn(plan);
  const line = carried ? lineOf2023(plan) : plan.line;
  const [decision, day, legalBasis] = carried ? ['GV-2023', '2023-11-15', PLAN_2023] as const : ['GV-2024', '2024-01-02', PLAN_DECISION] as const;
  const reason = carried ? ONLY_CARRIED : undefined;
  return [
    demoCommand(`assign:${line}`, new AssignCapitalPlan({ line, decision, amount: plan.assigned }), people.finance, { day, hour: 'morning' }, plan.basis, { legalBasis, reason }),
    demoCommand(`assign:${line}`, new ApproveCapitalPlan({ line, decision }), people.approver, { day, hour: 'afternoon' }, plan.basis),
  ];
}

function carryIn(plan: PlanLine): readonly DemoCommand[] {
  if (!isCarriedIn(plan)) return [];
  const command = new CarryForward({ line: lineOf2023(plan), carry: 'CN-2023', account: 'ASG', amount: plan.assigned });
  return [demoCommand(`carry:${plan.line}`, command, people.finance, { day: '2024-02-05', hour: 'morning' }, plan.basis, { legalBasis: EXTENSION, awaitsProcesses: true })];
}

function allocation({ line, holders, basis }: PlanLine): DemoCommand {
  const parts = holders.map((holder) => ({ to: holder.line, amount: holder.allocated }));
  const command = new AllocateFunds({ line, allocation: 'PB-2024-01', parts });
  return demoCommand(`allocate:${line}`, command, people.finance, { day: '2024-02-20', hour: 'morning' }, basis, { legalBasis: ALLOCATION, awaitsProcesses: true });
}

function adjustmentCommands(): readonly DemoCommand[] {
  return planAdjustments().flatMap(({ line, change, effectiveOn, recordedOn, number, issuedOn, basis, reason }) => {
    const decision = `DC-${number.slice(0, number.indexOf('/'))}`;
    const legalBasis = { number, issuedOn, issuer: `UBND tỉnh ${province.name.slice('Tỉnh '.length)} (văn bản minh họa)` };
    const isLate = effectiveOn !== recordedOn;
    return [
      demoCommand(`adjust:${decision}:${line}`, new AdjustCapitalPlan({ line, decision, change }), people.finance, { day: recordedOn, hour: 'morning', effectiveOn }, basis, {
        legalBasis, reason, ...(isLate ? { marks: 'before-adjustment' } : {}),
      }),
      demoCommand(`adjust:${decision}:${line}`, new ApproveCapitalPlan({ line, decision }), people.approver, { day: recordedOn, hour: 'afternoon', effectiveOn }, basis, { reason }),
    ];
  });
}
