import { registers } from '@ledger/registers';
import { breaches, currentEvents, lockedForm, readLock, unlocked, writeLock } from './event-shapes';

/** `npm run events:lock`: writes down the shapes of new events and of new versions. It never overwrites a published shape. */
function main(): void {
  const events = currentEvents(registers);
  const lock = readLock();
  const problems = breaches(lock, events);
  if (problems.length > 0) {
    process.stderr.write(`Nothing was locked.\n${problems.map((problem) => `- ${problem}`).join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
  const added = unlocked(lock, events);
  writeLock({ ...lock, ...Object.fromEntries(added.map((type) => [type, lockedForm(events.get(type)!)])) });
  process.stdout.write(added.length > 0 ? `Locked: ${added.join(', ')}\n` : 'Every event is locked already.\n');
}

main();
