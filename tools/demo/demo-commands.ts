import { accessCommands, programCommands, territoryCommands } from './commands/places';
import { planCommands } from './commands/capital-plan';
import { criteriaCommands } from './commands/criteria';
import { houseCommands } from './commands/houses';
import { paymentCommands } from './commands/payments';
import type { DemoCommand } from './demo-command';
import { capitalPlan } from './funds/capital-plan';
import { housePlans } from './houses/house-plans';
import { irregularCommands } from './irregular';

/** The instant after which nothing counts for the close of plan year 2024: the end of 31 January 2025 in Vietnam. */
const CLOSE = '2025-01-31T17:00:00.000Z';

/** Everything that anybody asks for in the demo province, in the order in which it happened; the same every time. */
export function demoCommands(): readonly DemoCommand[] {
  const houses = housePlans();
  const plan = capitalPlan(houses);
  const commands = [
    ...territoryCommands(), ...programCommands(), ...accessCommands(), ...planCommands(plan), ...paymentCommands(plan),
    ...criteriaCommands(), ...houseCommands(houses), ...irregularCommands(houses),
  ].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  const afterClose = commands.findIndex(({ at }) => at > CLOSE);
  return commands.map((command, index) => (index === afterClose ? { ...command, marks: 'at-close' } : command));
}

/** Commands that the clock shows the same instant for; none depends on another of its own batch. */
export interface DemoBatch {
  readonly at: string;
  readonly commands: readonly DemoCommand[];
}

export function batchesOf(commands: readonly DemoCommand[]): readonly DemoBatch[] {
  const batches: { at: string; commands: DemoCommand[] }[] = [];
  for (const command of commands) {
    const last = batches.at(-1);
    if (last?.at === command.at) last.commands.push(command);
    else batches.push({ at: command.at, commands: [command] });
  }
  return batches;
}
