import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const workspace = join(__dirname, '../..');
const testing = join(__dirname, 'testing/through-node');
/** What these are about is the embedded store's own files, or the node that stands beside it. */
const ABOUT_FILES = ['hostile-storage', 'hostile-disk', 'through-node', 'server-store', 'event-node(-tls)?\\.e2e'];
const TESTS_ABOUT_FILES = ['shows that an event was changed in the database', 'a hostile hand has been there', 'says in one line what it cannot do', 'a bundle that cannot be made as it was asked for'];
const LONGEST_MS = 1_800_000;

/** The tests of the API, of the CLI and of the demo, with the events of every ledger they start on a node of its own. */
describe('a ledger whose event store is our node', () => {
  const root = mkdtempSync(join(tmpdir(), 'ledger-through-node-'));
  let farm: ChildProcess;
  let address: string;

  beforeAll(async () => {
    farm = spawn(process.execPath, ['-r', '@swc-node/register', join(testing, 'node-farm.ts'), root], { cwd: workspace, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: farm.stdout! })) {
      address = line;
      break;
    }
  });
  afterAll(() => {
    farm.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  });

  function passes(paths: readonly string[], heavy: boolean): void {
    const ignored = ['--testPathIgnorePatterns', '/node_modules/', ...ABOUT_FILES, ...(heavy ? [] : ['\\.heavy\\.spec\\.ts$'])];
    const named = ['--testNamePattern', `^(?!.*(${TESTS_ABOUT_FILES.join('|')}))`];
    const jest = [require.resolve('jest/bin/jest'), ...paths, ...ignored, ...named, '--testTimeout', heavy ? '600000' : '60000'];
    const environment = { ...process.env, LEDGER_TEST_HEAVY: heavy ? '1' : '', LEDGER_TEST_THROUGH_NODE: address, NODE_OPTIONS: `--require ${join(testing, 'preload.cjs')}` };
    const { status } = spawnSync(process.execPath, jest, { cwd: workspace, env: environment, stdio: ['ignore', 'inherit', 'inherit'], timeout: LONGEST_MS });
    expect(status).toBe(0);
  }

  it('passes the tests of the API and of the CLI', () => passes(['apps/api', 'apps/cli'], false), LONGEST_MS);

  it('loads the demo province, killed again and again, and answers the published figures', () => passes(['apps/api/demo.heavy'], true), LONGEST_MS);
});
