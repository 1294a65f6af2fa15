import { commandIdOf, eventIdOf, processCommandId } from '@ledger/platform/nest/ledger/identifiers';
import { ApproveCorrection, CorrectEntry, RejectCorrection } from '@ledger/registers/funds/domain';
import { linePayments } from '@ledger/registers/housing/server/line-payments';
import { houseLineOf } from '../commands/houses';
import type { DemoCommand } from '../demo-command';
import type { HousePlan } from '../houses/house-plans';
import { people } from '../people';
import { dong, irregular, irregularRows, madeUpDecision } from './rows';

const columns = ['household', 'amount', 'action', 'actor', 'recordedOn', 'reason', 'basis'] as const;
type Row = ReturnType<typeof rows>[number];
const rows = () => irregularRows('irregular-house-payments.csv', columns);

/** The entry that paid a house from its district's line: it follows from the command that asked for it. */
function entryOf(household: string): string {
  const asked = eventIdOf(commandIdOf(people.finance.user, `demo:house:${household}:pay`), 0);
  return eventIdOf(processCommandId(linePayments.name, asked, '0'), 0);
}

function commandOf(houses: readonly HousePlan[], { household, amount, action, recordedOn, at }: Row): readonly [object, object] {
  const house = houses.find((each) => each.household === household && each.money === 'line');
  if (!house) throw new Error(`${at}: no house of ${household} is paid from a line`);
  const subject = { line: houseLineOf(house.district), entry: entryOf(household) };
  if (action === 'approve') return [new ApproveCorrection(subject), { awaitsProcesses: true }];
  if (action === 'reject') return [new RejectCorrection(subject), {}];
  if (action !== 'correct') throw new Error(`${at}: nothing is done to an entry by ${action}`);
  return [new CorrectEntry({ ...subject, amount: dong(amount, at) }), { legalBasis: madeUpDecision(at, recordedOn) }];
}

/** Ten million đồng moved from one household's payment to another's, which is then above what was approved for it; the line's sum stays. */
export const oddHousePayments = (houses: readonly HousePlan[]): readonly DemoCommand[] => rows().map((row) => irregular(row, ...commandOf(houses, row)));
