import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MASK, type JsonObject } from '@ledger/kit';
import { canonicalJson } from '@ledger/platform/audit-log';
import { filesHolding } from '../testing/files-holding';
import { peopleRegisters } from '../testing/people-register';
import { openTestLedger, type TestAnswer, type TestLedger } from '../testing/test-ledger';

const NAME = 'Giàng Thị Súa Mẩy';
const PHONE = '0987654321';
const paper = { legalBasis: { number: '12/QĐ-UBND', issuedOn: '2024-03-01' } };
const log: string[] = [];
const note = (...said: readonly unknown[]): void => void log.push(JSON.stringify(said, (_, value: unknown) => (value instanceof Error ? `${value.stack} ${String(value.cause)}` : value)));

let folder: string;
let ledger: TestLedger;
const open = async (): Promise<void> => {
  ledger = await openTestLedger({ folder, registers: peopleRegisters, log: { info: note, warn: note, error: note } });
};
const reopen = async (): Promise<void> => {
  await ledger.close();
  await open();
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-personal-'));
  log.length = 0;
  await open();
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const command = (name: string, body: object, { user = 'clerk', key, query = '' }: { user?: string; key?: string; query?: string } = {}): Promise<TestAnswer> =>
  ledger.ask(`/api/commands/${name}${query}`, { user, body, headers: key ? { 'idempotency-key': key } : {} });
const guest = (n: number, more: object = {}) => ({ guest: `g${n}`, unit: '10', person: `Pguest000${n}`, name: NAME, phone: PHONE, ...more });
const forget = (n: number, user = 'checker') => command('ForgetGuest', { person: `Pguest000${n}`, ...paper }, { user });
const events = async (): Promise<any[]> => (await ledger.ask('/api/events?limit=1000', { user: 'inspector' })).json.events;
const rowsFor = async (user: string): Promise<any[]> => {
  const { position } = (await events()).at(-1);
  const answer = await ledger.ask(`/api/people/guests?minPosition=${position}`, { user });
  expect(answer.status).toBe(200);
  return answer.json.rows;
};
const settled = (answer: TestAnswer): any => {
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.json;
};

describe('personal data in a command', () => {
  it('stand sealed in the event; nothing says them but what is readable', async () => {
    const receipt = settled(await command('NameGuest', guest(1)));
    const [event] = await events();
    expect(event).toMatchObject({ type: 'GuestNamed', data: { guest: 'g1', person: 'Pguest0001', name: { sealed: expect.stringMatching(/^1\./) }, phone: { sealed: expect.stringMatching(/^1\./) } } });
    await rowsFor('clerk');
    expect(JSON.stringify([receipt, event, log])).not.toMatch(/Giàng|0987654321/);
    expect([filesHolding(folder, NAME), filesHolding(folder, PHONE)]).toEqual([['office.db-wal'], ['office.db-wal']]);
    await reopen();
    expect(filesHolding(folder, NAME).filter((file) => !file.startsWith('office.db'))).toEqual([]);
  });

  it('do not stand in what would be recorded, and trying leaves no key behind', async () => {
    const tried = settled(await command('NameGuest', guest(1), { query: '?dryRun=true' }));
    expect(tried).toMatchObject({ dryRun: true, events: [{ data: { name: { sealed: expect.any(String) } } }] });
    expect(JSON.stringify(tried)).not.toMatch(/Giàng|0987654321/);
    expect((await command('NameGuest', guest(1, { unit: '99' }))).json.code).toBe('people.no-such-unit');
    expect(ledger.shell.office.persons.counts()).toEqual({ keys: 0, destroyed: 0 });
    expect(filesHolding(folder, NAME)).toEqual([]);
  });

  it('are found in groups and lists, each sealed for its own person', async () => {
    const members = ['Ly', 'Mỷ', 'Dở'].map((name, n) => ({ person: `Pmember00${n}`, name }));
    settled(await command('NameParty', { guest: 'g1', members }));
    const { persons } = ledger.shell.office;
    expect(members.map(({ person }) => persons.valuesOf(person).get('name'))).toEqual(['Ly', 'Mỷ', 'Dở']);
    expect(persons.counts().keys).toBe(3);
  });

  it('are never said by a problem, whatever is wrong', async () => {
    for (const [name, more] of [['NameGuest', { name: `${NAME}\u0000` }], ['NameGuest', { name: NAME.normalize('NFD') }], ['NameGuest', { name: NAME.repeat(9_000) }], ['NameGuest', { name: { [NAME]: 1 } }], ['NameGuest', { unit: '99' }], ['NameGuest', { phone: NAME }]] as const) {
      const answer = await command(name, guest(1, more));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text + log.join()).not.toMatch(/Giàng|0987654321/);
    }
    const broken = await ledger.ask('/api/commands/NameGuest', { body: `{"guest":"g1","name":"${NAME}",` });
    expect([broken.status, /Giàng/.test(broken.text + log.join())]).toEqual([400, false]);
  });

  it('may not come sealed from outside', async () => {
    settled(await command('NameGuest', guest(1)));
    const [{ data }] = await events();
    const answer = await command('NameGuest', guest(2, { person: 'Pguest0001', name: data.name }));
    expect([answer.status, answer.json.fields]).toEqual([400, [expect.objectContaining({ path: 'name', code: 'field.sealed' })]]);
  });

  it('are not copied from one event into another', async () => {
    settled(await command('NameGuest', guest(1)));
    expect((await command('CopyGuest', { guest: 'g1' })).status).toBe(500);
    expect(await events()).toHaveLength(1);
  });

  it('are folded as they are read back: the state of a stream is the same before and after a restart', async () => {
    settled(await command('NameGuest', guest(1)));
    settled(await command('NameGuest', guest(1, { phone: undefined })));
    await reopen();
    settled(await command('NameGuest', guest(1)));
  });
});

describe('a retry', () => {
  it('with the same key and body gives the same receipt; with another name it is another command', async () => {
    const first = settled(await command('NameGuest', guest(1), { key: 'k-1' }));
    await reopen();
    const again = await command('NameGuest', guest(1), { key: 'k-1' });
    expect([again.headers.get('idempotency-hit'), again.json]).toEqual(['true', first]);
    for (const other of [{ name: `${NAME} ` }, { phone: '0987654322' }, { phone: undefined }, { person: 'Pguest0002' }]) {
      expect((await command('NameGuest', guest(1, other), { key: 'k-1' })).json.code).toBe('ledger.idempotency-mismatch');
    }
    expect(await events()).toHaveLength(1);
  });

  it('is told from another by a hash that tells nobody else anything', async () => {
    settled(await command('NameGuest', guest(1)));
    settled(await command('NameGuest', guest(2)));
    settled(await command('NameGuest', guest(1)));
    const hashes = (await events()).map(({ metadata }) => metadata.commandHash);
    expect(hashes[2]).toBe(hashes[0]);
    const guesses = [guest(1), { ...guest(1), name: { sealed: NAME }, phone: { sealed: PHONE } }];
    expect(guesses.map((body) => createHash('sha256').update(canonicalJson({ body: body as unknown as JsonObject, name: 'NameGuest' })).digest('hex')).filter((guess) => String(hashes[0]).includes(guess))).toEqual([]);
  });
});

describe('what is readable', () => {
  beforeEach(async () => {
    settled(await command('NameGuest', guest(1)));
    settled(await command('NameGuest', guest(2, { unit: '11', name: 'Tẩn A Chẳn', phone: undefined })));
  });

  it.each([
    ['clerk', [NAME, 'Tẩn A Chẳn'], [PHONE, null]],
    ['inspector', [NAME, 'Tẩn A Chẳn'], [PHONE, null]],
    ['clerk-10', [NAME, MASK], [PHONE, MASK]],
    ['clerk-12', [MASK, MASK], [MASK, MASK]],
    ['checker', [MASK, MASK], [MASK, MASK]],
    ['operator', [MASK, MASK], [MASK, MASK]],
    ['operator-token', [MASK, MASK], [MASK, MASK]],
  ])('by %s, in the list and in exports', async (user, names, phones) => {
    expect((await rowsFor(user)).map(({ name, phone }) => [name, phone])).toEqual(names.map((name, n) => [name, phones[n]]));
    const report = await ledger.ask('/api/reports/guest-book', { user });
    expect(report.json.rows.map(({ name }: any) => name)).toEqual(names);
    const csv = (await ledger.ask('/api/reports/guest-book?format=csv', { user })).text;
    expect([NAME, 'Tẩn A Chẳn'].filter((name) => csv.includes(name))).toEqual(names.filter((name) => name !== MASK));
    expect((await ledger.ask('/api/reports/guest-book?format=xlsx', { user })).status).toBe(200);
  });

  it('changes nothing of the report’s hash', async () => {
    await rowsFor('clerk');
    const [shown, masked] = await Promise.all(['clerk', 'checker'].map(async (user) => (await ledger.ask('/api/reports/guest-book', { user })).json));
    expect(shown.output).toBeDefined();
    expect([shown.output, shown.rows === masked.rows]).toEqual([masked.output, false]);
  });

  it('is logged for each person it was shown of, and the log is for inspectors and operators', async () => {
    await rowsFor('clerk-10');
    await rowsFor('checker');
    await ledger.ask('/api/reports/guest-book', { user: 'inspector' });
    const { reads } = settled(await ledger.ask('/api/personal/reads?person=Pguest0001', { user: 'inspector' }));
    expect(reads).toEqual([
      { at: expect.stringMatching(/Z$/), user: 'inspector', role: 'inspector', unit: '10', place: 'guest-book', person: 'Pguest0001' },
      { at: expect.stringMatching(/Z$/), user: 'clerk-10', role: 'clerk', unit: '10', place: 'people_guests', person: 'Pguest0001' },
    ]);
    const page = settled(await ledger.ask('/api/personal/reads?limit=1', { user: 'operator' }));
    const rest = settled(await ledger.ask(`/api/personal/reads?before=${page.next}`, { user: 'operator' }));
    expect([page.reads.length, rest.reads.length]).toEqual([1, 2]);
    expect((await ledger.ask('/api/personal/reads', { user: 'clerk' })).status).toBe(403);
    expect((await ledger.ask('/api/personal/reads?person=0912345678', { user: 'inspector' })).status).toBe(400);
  });

  it('is what was said last', async () => {
    settled(await command('NameGuest', guest(1, { name: 'Giàng Thị Mai' })));
    expect((await rowsFor('clerk'))[0]).toMatchObject({ name: 'Giàng Thị Mai', phone: PHONE });
  });

  it('can be made again from the events and the keys', async () => {
    const before = await rowsFor('clerk');
    ledger.shell.office.persons.clearReadable();
    expect((await rowsFor('clerk')).map(({ name }) => name)).toEqual([null, null]);
    expect((await ledger.ask('/api/personal/rebuild', { user: 'clerk', body: {} })).status).toBe(403);
    settled(await ledger.ask('/api/personal/rebuild', { user: 'operator', body: {} }));
    expect(await rowsFor('clerk')).toEqual(before);
  });

  it('is marked in the description of commands and rows', async () => {
    const { components, paths } = (await ledger.ask('/api/openapi.json')).json;
    expect(components.schemas.NameGuest.properties.name).toMatchObject({ type: 'string', maxLength: 120, 'x-personal': true });
    expect(JSON.stringify(paths['/api/people/guests'])).toContain('"x-personal":true');
    const { commands } = (await ledger.ask('/api/commands')).json;
    expect(commands.find(({ name }: any) => name === 'NameGuest').fields.filter(({ schema }: any) => schema['x-personal']).map(({ key }: any) => key)).toEqual(['name', 'phone']);
    const { columns } = (await ledger.ask('/api/people/guests')).json;
    expect(columns.filter(({ personal }: any) => personal).map(({ key }: any) => key)).toEqual(['name', 'phone']);
  });
});

describe('forgetting a person', () => {
  beforeEach(async () => {
    settled(await command('NameGuest', guest(1), { key: 'k-1' }));
    settled(await command('NameGuest', guest(2, { name: 'Tẩn A Chẳn' })));
  });

  it('destroys the key and what is readable, down to the bytes on disk, and leaves everybody else as they were', async () => {
    const { persons } = ledger.shell.office;
    const key = persons.find('Pguest0001')!.key!;
    expect(filesHolding(folder, key)).toEqual(['office.db-wal']);
    const before = await events();
    expect(settled(await forget(1))).toMatchObject({ events: [{ type: 'GuestForgotten' }], forgotten: [{ person: 'Pguest0001', keyDestroyed: true, backups: [] }] });
    expect([filesHolding(folder, key), filesHolding(folder, NAME), filesHolding(folder, Buffer.from(key).toString('base64')), filesHolding(folder, Buffer.from(key).toString('hex'))]).toEqual([[], [], [], []]);
    expect((await rowsFor('clerk')).map(({ name }) => name)).toEqual([null, 'Tẩn A Chẳn']);
    expect((await events()).slice(0, 2)).toEqual(before);
    await reopen();
    expect([filesHolding(folder, key), filesHolding(folder, NAME)]).toEqual([[], []]);
    expect(filesHolding(folder, 'Tẩn A Chẳn')).toEqual([expect.stringMatching(/^office\.db/)]);
  });

  it('refuses personal data of that person from then on; a retry of what was accepted is given its receipt, another body under its key is not', async () => {
    const again = async () => command('NameGuest', guest(1), { key: 'k-1' });
    const receipt = settled(await again());
    settled(await forget(1));
    for (let restart = 0; restart < 2; restart += 1) {
      const answer = await again();
      expect([answer.headers.get('idempotency-hit'), settled(answer)]).toEqual(['true', receipt]);
      await reopen();
    }
    for (const other of [guest(1, { unit: '11' }), guest(1, { phone: undefined }), guest(3, { person: 'Pguest0001' })]) {
      expect((await command('NameGuest', other, { key: 'k-1' })).json.code).toBe('ledger.idempotency-mismatch');
    }
    for (const [body, key] of [[guest(1), undefined], [guest(1), 'k-2'], [guest(3, { person: 'Pguest0001' }), undefined]] as const) {
      const answer = await command('NameGuest', body, { key });
      expect([answer.status, answer.json.code, answer.json.fields[0]?.path]).toEqual([422, 'personal.forgotten', 'name']);
      expect(answer.text).not.toMatch(/Giàng/);
    }
    settled(await command('NameGuest', guest(2)));
  });

  it('is done once, and only by who may', async () => {
    expect((await forget(1, 'clerk')).status).toBe(403);
    expect((await command('ForgetGuest', { person: 'Pguest0001' }, { user: 'checker' })).json.fields[0].path).toBe('legalBasis');
    settled(await command('ForgetGuest', { person: 'Pguest0001', ...paper }, { user: 'checker', query: '?dryRun=true' }));
    expect((await rowsFor('clerk'))[0].name).toBe(NAME);
    const first = settled(await command('ForgetGuest', { person: 'Pguest0001', ...paper }, { user: 'checker', key: 'f-1' }));
    expect(settled(await command('ForgetGuest', { person: 'Pguest0001', ...paper }, { user: 'checker', key: 'f-1' }))).toEqual(first);
    expect((await forget(1)).json.code).toBe('people.forgotten-already');
  });

  it('leaves what is rebuilt the same, with empty personal columns', async () => {
    settled(await forget(1));
    const before = await rowsFor('clerk');
    settled(await ledger.ask('/api/personal/rebuild', { user: 'operator', body: {} }));
    expect(await rowsFor('clerk')).toEqual(before);
    expect(before.map(({ person, name, phone }) => [person, name, phone])).toEqual([['Pguest0001', null, null], ['Pguest0002', 'Tẩn A Chẳn', PHONE]]);
  });

  it('changes nothing of a report’s hash, nor of what it says of everybody else', async () => {
    await rowsFor('clerk');
    const report = async (user: string): Promise<any> => (await ledger.ask('/api/reports/guest-book?knownAt=2', { user })).json;
    const [before, masked] = [await report('clerk'), await report('checker')];
    settled(await forget(1));
    await rowsFor('clerk');
    const after = await report('clerk');
    expect([after.output, after.rows[1]]).toEqual([before.output, before.rows[1]]);
    expect([before.rows[0].name, after.rows[0].name]).toEqual([NAME, null]);
    expect(await report('checker')).toEqual(masked);
  });

  it('is finished at the next start when only the event was recorded', async () => {
    const key = ledger.shell.office.persons.find('Pguest0001')!.key!;
    const [{ metadata }] = await events();
    await ledger.shell.store.append('people.person-Pguest0001', [{ id: '00000000-0000-4000-8000-000000000001', type: 'GuestForgotten', data: { person: 'Pguest0001' }, metadata }], 'no-stream');
    expect(filesHolding(folder, key)).toEqual(['office.db-wal']);
    await reopen();
    expect([filesHolding(folder, key), filesHolding(folder, NAME)]).toEqual([[], []]);
    expect((await rowsFor('clerk')).map(({ name }) => name)).toEqual([null, 'Tẩn A Chẳn']);
  });

  it('waits for whoever still reads the office store, says so, and is finished when it can be', async () => {
    const { persons } = ledger.shell.office;
    const key = persons.find('Pguest0001')!.key!;
    const scrub = jest.spyOn(persons, 'scrub').mockRejectedValueOnce(new Error('busy'));
    expect(settled(await forget(1)).forgotten).toEqual([{ person: 'Pguest0001', keyDestroyed: false, backups: [] }]);
    for (const end = Date.now() + 10_000; !ledger.shell.persons.upToDate && Date.now() < end; ) await sleep(20);
    expect([ledger.shell.persons.upToDate, scrub.mock.calls.length, filesHolding(folder, key)]).toEqual([true, 2, []]);
  });

  it('names the backups that hold the key, not those made before there was one nor those without keys', async () => {
    const { backups } = ledger.shell.office;
    const made = ledger.shell.office.persons.find('Pguest0001')!.made;
    backups.begin({ id: 'before', folder: 'a', begun: made - 20, personal: true });
    backups.finish('before', made - 10, 'aa');
    backups.begin({ id: 'held', folder: 'b', begun: made + 1, personal: true });
    backups.finish('held', made + 2, 'bb');
    backups.begin({ id: 'cut-off', folder: 'c', begun: made + 1, personal: true });
    backups.begin({ id: 'without', folder: 'd', begun: made + 1, personal: false });
    await sleep(5);
    const [{ backups: named }] = settled(await forget(1)).forgotten;
    expect(named.map(({ id }: any) => id)).toEqual(['cut-off', 'held']);
    backups.begin({ id: 'after', folder: 'e', begun: Date.now() + 10_000, personal: true });
    expect(backups.holding('Pguest0001').map(({ id }) => id)).toEqual(['cut-off', 'held']);
    expect(backups.holding('Pguest0002').map(({ id }) => id)).toContain('after');
  });
});
