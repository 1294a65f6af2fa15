import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Personal } from '@ledger/kit';
import { growingTree } from '../testing/leaves-of';
import { filesHolding } from '../testing/files-holding';
import { STEPS } from '../testing/forget-and-die';
import { NameGuest, peopleRegisters } from '../testing/people-register';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

const CHILD = join(__dirname, '../testing/forget-and-die.ts');
const GONE = { person: 'Pguest0001', name: 'Giàng Thị Súa Mẩy' };
const STAYS = { person: 'Pguest0002', name: 'Tẩn A Chẳn' };
const NAMED_TIMES = 40;
const KILLS = 6;
const KILL_WITHIN_MS = 60;

const nameAll = async ({ shell }: TestLedger): Promise<void> => {
  const by = { user: 'clerk', role: 'clerk', unit: '10' };
  const name = ({ person, name: said }: typeof GONE, guest: string) =>
    shell.ledger.execute({ command: new NameGuest({ guest, unit: '10', person, name: Personal.plain(said) }), actor: by });
  // Many rows, so that keys and names have lain in several places of the file.
  const nameOthers = (prefix: string) => Promise.all(Array.from({ length: NAMED_TIMES }, (_, n) => name({ person: `Pother${prefix}${n + 10}`, name: `Người thứ ${n}` }, `${prefix}${n}`)));
  await nameOthers('a');
  await name(GONE, 'g1');
  await name(STAYS, 'g2');
  await nameOthers('b');
};

/** Nothing about the person stands behind the event that forgets. */
async function expectNothingBehind({ shell }: TestLedger): Promise<void> {
  let forgotten = false;
  for await (const events of shell.store.readAll({ filter: { streamPrefixes: ['people.'] } })) {
    for (const { type, data } of events) {
      expect(forgotten && type === 'GuestNamed' && data['person'] === GONE.person).toBe(false);
      forgotten ||= type === 'GuestForgotten';
    }
  }
}

/** Lets a process of its own forget the person; with `killAfterMs` it is killed so long after it began to. */
async function run(folder: string, step: string, killAfterMs?: number): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', CHILD, folder, GONE.person, step, GONE.name], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (killAfterMs !== undefined) child.stdout!.once('data', () => setTimeout(() => child.kill('SIGKILL'), killAfterMs));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { code, signal };
}

describe('a process that forgets a person and is killed', () => {
  const home = mkdtempSync(join(tmpdir(), 'ledger-forget-'));
  const original = join(home, 'original');
  let folder: string;
  let key: Uint8Array;
  let before: { readonly size: number; readonly root: string };
  beforeAll(async () => {
    const ledger = await openTestLedger({ folder: original, registers: peopleRegisters });
    await nameAll(ledger);
    key = ledger.shell.office.persons.find(GONE.person)!.key!;
    before = await growingTree(ledger.shell.store);
    await ledger.close();
    expect(filesHolding(original, key)).not.toEqual([]);
  }, 120_000);
  beforeEach(() => {
    folder = mkdtempSync(join(home, 'copy-'));
    cpSync(original, folder, { recursive: true });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** After a restart the person is forgotten to the last byte, or not at all. */
  async function outcome(): Promise<'forgotten' | 'remembered'> {
    const ledger = await openTestLedger({ folder, registers: peopleRegisters });
    try {
      const { persons } = ledger.shell.office;
      const events = (await ledger.ask('/api/events?stream=people.person-Pguest0001', { user: 'inspector' })).json.events as unknown[];
      const forgotten = events.length > 0;
      await expectNothingBehind(ledger);
      expect(events.length).toBeLessThanOrEqual(1);
      expect([persons.valuesOf(GONE.person).get('name'), persons.valuesOf(STAYS.person).get('name')]).toEqual([forgotten ? undefined : GONE.name, STAYS.name]);
      expect(persons.find(GONE.person)!.key === undefined).toBe(forgotten);
      expect([filesHolding(folder, key).length > 0, filesHolding(folder, GONE.name).length > 0]).toEqual([!forgotten, !forgotten]);
      expect(persons.counts().keys).toBe(2 * NAMED_TIMES + (forgotten ? 1 : 2));
      // The leaves that were there are there as they were: every earlier tree has the root it had.
      expect((await growingTree(ledger.shell.store, before.size)).root).toBe(before.root);
      expect((await ledger.ask('/api/personal/rebuild', { user: 'operator', body: {} })).status).toBe(200);
      expect([persons.valuesOf(GONE.person).get('name'), persons.valuesOf(STAYS.person).get('name')]).toEqual([forgotten ? undefined : GONE.name, STAYS.name]);
      return forgotten ? 'forgotten' : 'remembered';
    } finally {
      await ledger.close();
    }
  }

  it.each(STEPS.map((step) => [step, step === 'before-event' ? 'remembered' : 'forgotten']))('%s: after a restart the person is %s', async (step, expected) => {
    expect(await run(folder, step)).toEqual(step === 'never' ? { code: 0, signal: null } : { code: null, signal: 'SIGKILL' });
    expect(await outcome()).toBe(expected);
  }, 120_000);

  it('at any other moment leaves the person forgotten or not, never half', async () => {
    const outcomes: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(original, folder, { recursive: true });
      await run(folder, kill % 2 === 0 ? 'never' : 'among-writers', Math.floor(Math.random() * KILL_WITHIN_MS));
      outcomes.push(await outcome());
    }
    expect(outcomes).toHaveLength(KILLS);
  }, 300_000);
});
