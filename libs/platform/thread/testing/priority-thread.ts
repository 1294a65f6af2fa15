import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { LATER, stepBack } from '../step-back';

/** How many of the process's threads stand at each priority. */
function prioritiesOfThreads(): Record<number, number> {
  const count: Record<number, number> = {};
  for (const thread of readdirSync('/proc/self/task')) {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    const nice = Number(fields[16]);
    count[nice] = (count[nice] ?? 0) + 1;
  }
  return count;
}

if (parentPort) void stepBack(LATER).then(() => parentPort!.postMessage({ main: getPriority(process.pid), threads: prioritiesOfThreads() }));
