import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = `const { onlyAnswerOf, startThread } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
onlyAnswerOf(startThread(${JSON.stringify(join(__dirname, 'testing/priority-thread'))}), 'tells priorities').then((answer) => process.stdout.write(JSON.stringify(answer)));`;

/** What a thread that stepped back finds in a process that had not used Node.js's own threads for files before. */
const found = (): { readonly main: number; readonly threads: Record<number, number> } =>
  JSON.parse(spawnSync(process.execPath, ['-r', '@swc-node/register', '-e', SCRIPT], { encoding: 'utf8' }).stdout);

const isLinux = process.platform === 'linux';

// Skipped elsewhere: only Linux has priorities of threads.
(isLinux ? it : it.skip)(`one thread steps back, and none of those that others use with it${isLinux ? '' : ' (skipped: only Linux has priorities of threads)'}`, () => {
  const { main, threads } = found();
  const { [main + 10]: stepped, [main]: others, ...rest } = threads;
  expect(stepped).toBe(1);
  expect(others).toBeGreaterThan(5);
  expect(rest).toEqual({});
});
