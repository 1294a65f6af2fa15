import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadedDemo, type LoadedDemo } from './testing/loaded-demo';

const workspace = join(__dirname, '../..');
const documented = /<!-- hits in the demo -->\n([\s\S]*?)<!-- end of hits -->/.exec(readFileSync(join(workspace, 'docs/risk-signals.md'), 'utf8'))![1]!;
/** What no accepted command can give: docs/risk-signals.md says why. */
const IMPOSSIBLE = 'funds.paid-above-plan';

describe('risk signals over the demo province', () => {
  let demo: LoadedDemo;
  let printed = '';
  beforeAll(async () => {
    demo = await loadedDemo();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/workspace/ledger.mjs', 'signals', '--format', 'markdown'], {
      cwd: workspace, encoding: 'utf8', env: { ...process.env, LEDGER_DATA: demo.data, LEDGER_LANG: 'en' }, timeout: 300_000,
    });
    if (status !== 0) throw new Error(stderr);
    printed = stdout;
  }, 900_000);
  afterAll(() => demo?.stop());

  it('are what docs/risk-signals.md says', () => expect(printed).toBe(documented));

  it('each has something to show, and not hundreds', () => {
    const hits = [...printed.matchAll(/^\| `([^`]+)`.*?\| (\d+) \|/gm)].map(([, name, count]) => ({ name, count: Number(count) }));
    expect(hits).toHaveLength(14);
    expect(hits.filter(({ name, count }) => (name === IMPOSSIBLE ? count !== 0 : count < 1 || count > 99))).toEqual([]);
  });
});
