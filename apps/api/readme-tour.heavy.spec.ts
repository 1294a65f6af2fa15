import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedDemo, type LoadedDemo } from './testing/loaded-demo';

const workspace = join(__dirname, '../..');
const tour = readFileSync(join(workspace, 'README.md'), 'utf8').split('## A tour of ten minutes')[1]!.split('\n## ')[0]!;
const steps = [...tour.matchAll(/\*\*(\d+)\. ([\s\S]*?)```sh\n([\s\S]*?)```/g)].map(([, number, , script]) => ({ number: Number(number), script: script! }));

/** What a visitor must see at each step of the README's tour. */
const seen: { readonly [step: number]: readonly RegExp[] } = {
  1: [/^total,,,,2418999000000,1782000000000,73\.67,/m],
  2: [/^before-adjustment +\d+ /m, /^total,,,,2449999000000,/m],
  3: [/officer-080 \(officer, 080\) {2}criteria\.commune-02674@\d+ {2}CriterionAssessed/],
  4: [/HouseProposed/],
  5: [/"commandId"/, /idempotency-hit: true/i],
  6: [/field\.not-vnd/],
  7: [/ledger-position: \d+/i, /TOUR0001/],
  8: [/^funds_postings$/m],
  9: [],
  10: [/^INTACT/m, /hashed again: \d{5}/],
  11: [/^INTACT/m, /events hashed again: \d{4}/],
  12: [/^SAME: capital-plan/m],
};

describe('the tour of the README', () => {
  let demo: LoadedDemo;
  /** Where the visitor stands: files are not written into the ledger's own folder. */
  const here = mkdtempSync(join(tmpdir(), 'ledger-tour-'));
  beforeAll(async () => {
    demo = await loadedDemo();
  }, 600_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(here, { recursive: true, force: true });
  });

  it('has a step for each thing to be seen', () => expect(steps.map(({ number }) => number)).toEqual(Object.keys(seen).map(Number)));

  it('shows what it says, step after step', () => {
    // One shell after the other would forget the token: earlier steps' variables are set again.
    const variables = steps.find(({ number }) => number === 4)!.script.split('\n').slice(0, 2).join('\n');
    for (const { number, script } of steps) {
      const text = `${number > 4 ? `${variables}\n` : ''}${script}`.replaceAll('localhost:3000', new URL(demo.address).host).replaceAll(/\b(criteria\.(xlsx|zip)|plan\.json)/g, `${here}/$1`);
      const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', text], { cwd: workspace, encoding: 'utf8', env: { ...process.env, LEDGER_DATA: demo.data, LEDGER_LANG: 'en' }, timeout: 120_000 });
      expect({ number, status, stderr: status === 0 ? '' : stderr }).toEqual({ number, status: 0, stderr: '' });
      for (const pattern of seen[number]!) expect(stdout).toMatch(pattern);
    }
    expect(readFileSync(`${here}/criteria.xlsx`).subarray(0, 2).toString()).toBe('PK');
  }, 300_000);
});
