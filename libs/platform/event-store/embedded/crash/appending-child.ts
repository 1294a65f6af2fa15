/** A process that appends with many in flight, and says on its standard output what was acknowledged, until it is killed. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbeddedStore } from '../store';

const [folder = '', run = ''] = process.argv.slice(2);
const IN_FLIGHT = 64;
const STREAMS = 40;
const STANDARD_OUTPUT = 1;
/** Should nobody kill it; far longer than a busy disk takes for the first append. */
const LIFETIME_MS = 30_000;

const pause = new Int32Array(new SharedArrayBuffer(4));

/** At once and whole: a line the parent has is an acknowledgement somebody relied on. A parent that is behind is waited for. */
function say(line: string): void {
  const bytes = Buffer.from(line);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(STANDARD_OUTPUT, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

async function main(): Promise<void> {
  const store = await openEmbeddedStore({ folder });
  const until = Date.now() + LIFETIME_MS;
  let next = 0;
  const one = async (): Promise<void> => {
    while (Date.now() < until) {
      const append = `${run}-${next++}`;
      const stream = `crash.book-${next % STREAMS}`;
      const of = 1 + (next % 4);
      const events = Array.from({ length: of }, (_, part) => ({
        id: randomUUID(),
        type: 'CrashTested',
        data: { append, of, part, text: 'Lào Cai '.repeat(next % 50) },
        metadata: {},
      }));
      const { revision, position } = await store.append(stream, events, 'any');
      say(`${append} ${stream} ${revision} ${position}\n`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  await store.close();
}

void main();
