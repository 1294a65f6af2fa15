import { rmSync } from 'node:fs';
import { MASK } from '@ledger/kit';
import { filesHolding } from '@ledger/platform/nest/testing/files-holding';
import { BuiltServer } from './testing/built-server';
import { contactsFor, keyIn, NAMED, namesFor, OTHER, proposeHouses } from './testing/contact-persons';
import { COMMUNE, paper } from './testing/small-province';

/** The contact person of a house on the built server, from the command until nobody can read a byte of it. */
const { name: NAME, phone: PHONE, person: PERSON } = NAMED;
let server: BuiltServer;

beforeAll(async () => {
  server = await BuiltServer.start(undefined, { LEDGER_LOG: 'info' });
  await proposeHouses(server);
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(server.folder, { recursive: true, force: true });
});

describe('a contact person', () => {
  it('is named by an officer, once for the same key and body', async () => {
    const sending = { as: 'officer', headers: { 'idempotency-key': 'contact-1' } };
    const first = await server.command('NameContactPerson', NAMED, sending);
    expect([first.status, first.text.includes('Sùng')]).toEqual([200, false]);
    const again = await server.command('NameContactPerson', NAMED, sending);
    expect([again.headers.get('idempotency-hit'), again.text]).toEqual(['true', first.text]);
    expect((await server.command('NameContactPerson', { ...NAMED, name: 'Người khác' }, sending)).json.code).toBe('ledger.idempotency-mismatch');
    await server.done('NameContactPerson', OTHER, 'program');
  });

  it.each([
    ['officer', NAME], ['inspector', NAME],
    ['program', MASK], ['checker', MASK], ['approver', MASK], ['finance', MASK], ['consumer', MASK],
  ])('is shown to %s as %s, in the list and in exports', async (role, shown) => {
    expect(await contactsFor(server, role)).toEqual([
      expect.objectContaining({ person: PERSON, name: shown, phone: shown === MASK ? MASK : PHONE }),
      expect.objectContaining({ person: OTHER.person, name: shown === MASK ? MASK : OTHER.name, phone: shown === MASK ? MASK : null }),
    ]);
    const csv = await server.send(`/api/reports/housing-contacts?commune=${COMMUNE}&format=csv`, { as: role });
    expect([csv.status, csv.text.includes(NAME)]).toEqual(['finance', 'consumer'].includes(role) ? [403, false] : [200, shown === NAME]);
    const list = await server.send('/api/housing/contacts?format=csv', { as: role });
    expect(list.text.includes(NAME)).toBe(false);
  });

  it('is masked for an officer of another commune, and for the operator’s token, which is nobody who could be asked', async () => {
    await server.done('EstablishUnit', { code: '02761', name: 'Thị trấn Mường Khương', kind: 'township', parent: '085', ...paper, effectiveOn: '2004-01-01' });
    await server.done('OpenAccount', { username: 'officer-02761', displayName: 'x' });
    await server.done('GrantRole', { username: 'officer-02761', role: 'officer', unit: '02761', from: '2020-01-01' });
    expect(await namesFor(server, 'officer-02761')).toEqual([MASK, MASK]);
    expect(await namesFor(server, '')).toEqual([MASK, MASK]);
  });

  it('is read by nobody unseen', async () => {
    const { reads } = (await server.send(`/api/personal/reads?person=${PERSON}`, { as: 'inspector' })).json;
    expect(reads[0]).toMatchObject({ user: 'inspector', role: 'inspector', unit: '10', person: PERSON });
    expect(new Set(reads.map(({ user }: { user: string }) => user))).toEqual(new Set(['officer', 'inspector']));
  });

  it('stands in no event and no file but the office store’s', async () => {
    const { text } = await server.send('/api/events?limit=1000', { as: 'inspector' });
    expect([text.includes('ContactPersonNamed'), /Sùng|0976543210/.test(text)]).toEqual([true, false]);
    expect([...filesHolding(server.folder, NAME), ...filesHolding(server.folder, PHONE)].filter((file) => !file.startsWith('office.db'))).toEqual([]);
  });

  it('is no matter of what is decided', async () => {
    const tried = (body: object) => server.command('NameContactPerson', body, { as: 'officer' }).then(({ status, json }) => [status, json.code, json.text?.en]);
    const nowhere = { ...NAMED, household: 'H0286999999' };
    expect(await tried(nowhere)).toEqual(await tried({ ...nowhere, name: 'Giàng A Tủa', phone: '0911111111' }));
  });
});

describe('forgetting', () => {
  const forget = (as: string, person = PERSON) => server.command('ForgetPerson', { person, ...paper }, { as });

  it('is for those who may, on a request that somebody else received, and for persons who are known', async () => {
    for (const role of ['officer', 'program', 'finance', 'checker', 'inspector', 'consumer']) expect((await forget(role)).json.code).toBe('access.role-not-permitted');
    expect((await forget('approver')).json.code).toBe('persons.not-requested');
    expect((await forget('approver', 'Pnobody0001')).json.code).toBe('persons.unknown-person');
    expect((await server.command('ForgetPerson', { person: PERSON }, { as: 'approver' })).json.fields[0].path).toBe('legalBasis');
    expect((await server.command('RequestForgetting', { person: PERSON, unit: '02999' }, { as: 'officer' })).json.code).toBe('persons.unknown-unit');
    await server.done('RequestForgetting', { person: PERSON, unit: COMMUNE }, 'officer');
    await server.done('GrantRole', { username: 'officer', role: 'approver', unit: COMMUNE, from: '2020-01-01' });
    expect((await forget('officer')).json.code).toBe('persons.maker-is-checker');
    await server.done('DeclineForgetting', { person: PERSON, reason: 'Hồ sơ đang được kiểm tra', ...paper }, 'approver');
    expect(await namesFor(server, 'inspector')).toEqual([NAME, OTHER.name]);
  });

  it('destroys the key and every readable byte, and changes no event that was there', async () => {
    const key = keyIn(server.folder, PERSON)!;
    const before = await server.events();
    await server.done('RequestForgetting', { person: PERSON, unit: COMMUNE }, 'officer');
    const done = await forget('approver');
    expect(done.json.forgotten).toEqual([{ person: PERSON, keyDestroyed: true, backups: [] }]);
    expect([filesHolding(server.folder, key), filesHolding(server.folder, NAME), filesHolding(server.folder, PHONE)]).toEqual([[], [], []]);
    expect((await server.events()).slice(0, before.length)).toEqual(before);
    expect(await namesFor(server, 'inspector')).toEqual([null, OTHER.name]);
    expect((await forget('')).json.code).toBe('persons.forgotten-already');
  });

  it('holds: nothing about the person is taken again, and everything else goes on', async () => {
    const refused = await server.command('NameContactPerson', { ...NAMED, household: OTHER.household }, { as: 'officer' });
    expect([refused.status, refused.json.code]).toEqual([422, 'personal.forgotten']);
    await server.done('NameContactPerson', { household: NAMED.household, person: 'P1newone99', name: 'Vàng Seo Phà' }, 'officer');
    expect(await namesFor(server, 'officer')).toEqual(['Vàng Seo Phà', OTHER.name]);
    expect((await server.send('/api/persons/forgettings', { as: 'inspector' })).json.rows).toEqual([expect.objectContaining({ person: PERSON, state: 'forgotten', legalBasis: paper.legalBasis.number })]);
  });
});
