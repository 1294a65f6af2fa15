import type { WebCommand } from '@ledger/ui/register/register-web';
import type { WorkItem } from '@ledger/ui/work/use-work';

/** The command that sends an item on. */
export const onward = ({ kind }: WorkItem): WebCommand | undefined => kind.acts.find(({ sends }) => sends === 'on')?.command;

/** Whether sending it on leaves nothing to be entered. */
export function isAnsweredBy(item: WorkItem): boolean {
  const command = onward(item);
  return command !== undefined && command.rule.requires.length === 0 && Object.entries(command.shape).every(([key, field]) => field.optional || item.values[key] !== undefined);
}
