import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreUnavailable, type EventStore } from '@ledger/platform/event-store';
import { filesHolding } from '../testing/files-holding';
import { peopleRegisters } from '../testing/people-register';
import { openTestLedger, type TestAnswer, type TestLedger } from '../testing/test-ledger';

/** As a server's: what is sent first may be recorded last. */
const WAIT_MS = 8;
const WRITERS = 12;
const WRITES_EACH = 14;
const PERSON = 'Pguest0001';
const OTHER = 'Pguest0002';

type Append = EventStore['append'];

const throughAppend = (around: (append: Append) => Append) => (store: EventStore): EventStore =>
  new Proxy(store, { get: (target, name) => (name === 'append' ? around(target.append.bind(target)) : (Reflect.get(target, name) as () => unknown).bind(target)) });

const slow = (append: Append): Append => async (...given) => {
  await sleep(Math.random() * WAIT_MS);
  const appended = await append(...given);
  await sleep(Math.random() * WAIT_MS);
  return appended;
};

let ledger: TestLedger;
afterEach(() => ledger.close());
const open = async (around: (append: Append) => Append): Promise<void> => {
  ledger = await openTestLedger({ registers: peopleRegisters, throughStore: throughAppend(around) });
};

const name = (guest: string, person: string): Promise<TestAnswer> =>
  ledger.ask('/api/commands/NameGuest', { body: { guest, unit: '10', person, name: `Giàng Thị Súa ${guest}` }, headers: { 'idempotency-key': `k-${guest}` } });
const forget = (key?: string): Promise<TestAnswer> =>
  ledger.ask('/api/commands/ForgetGuest', { user: 'checker', body: { person: PERSON, legalBasis: { number: '12/QĐ-UBND', issuedOn: '2024-03-01' } }, headers: key ? { 'idempotency-key': key } : {} });
const events = async (): Promise<any[]> => (await ledger.ask('/api/events?limit=1000', { user: 'inspector' })).json.events;
const namedIn = (all: any[], person: string): any[] => all.filter(({ type, data }) => type === 'GuestNamed' && data.person === person);
const forgettingIn = (all: any[]): any[] => all.filter(({ type }) => type === 'GuestForgotten');

/** Every event about the person stands before the one that forgets, and each of them was answered with its receipt. */
async function expectInOrder(answers: readonly TestAnswer[]): Promise<void> {
  const all = await events();
  const [forgotten, ...more] = forgettingIn(all);
  expect(more).toEqual([]);
  expect(namedIn(all, PERSON).filter(({ position }) => BigInt(position) > BigInt(forgotten.position))).toEqual([]);
  const accepted = answers.filter(({ status }) => status === 200).map(({ json }) => json.events[0].id as string);
  expect(namedIn(all, PERSON).map(({ id }) => id).sort()).toEqual(accepted.sort());
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ json }) => [json.status, json.code])).toEqual(refused.map(() => [422, 'personal.forgotten']));
}

/** Writers that go on until they are refused, or have written enough. */
async function write(person: string, prefix: string): Promise<TestAnswer[]> {
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    const answers: TestAnswer[] = [];
    for (let n = 0; n < WRITES_EACH; n += 1) answers.push(await name(`${prefix}${writer}-${n}`, person));
    return answers;
  });
  return (await Promise.all(writers)).flat();
}

describe('many commands about a person who is forgotten meanwhile', () => {
  it.each([['a store that keeps the order of sending', (append: Append) => append], ['a store that does not', slow]])('stand before the forgetting or are refused, in %s', async (_, around) => {
    await open(around);
    await name('first', PERSON);
    const key = ledger.shell.office.persons.find(PERSON)!.key!;
    const writing = Promise.all([write(PERSON, 'a'), write(OTHER, 'b')]);
    await sleep(60);
    const forgotten = await forget();
    expect(forgotten.json.forgotten).toEqual([{ person: PERSON, keyDestroyed: true, backups: [] }]);
    const [answers, others] = await writing;
    await expectInOrder([...answers, await name('first', PERSON)]);
    expect(others.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.some(({ status }) => status === 422)).toBe(true);
    expect([ledger.shell.office.persons.valuesOf(PERSON).size, ledger.shell.office.persons.valuesOf(OTHER).size]).toEqual([0, 1]);
    expect(filesHolding(ledger.folder, key)).toEqual([]);
  }, 60_000);

  it('whose command was on its way first stands first, and is given its receipt whenever it is asked for again', async () => {
    let release: () => void = () => undefined;
    let sent: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const isSent = new Promise<void>((resolve) => (sent = resolve));
    await open((append) => async (stream, all, expected) => {
      if (stream === 'people.guest-held') {
        sent();
        await held;
      }
      return append(stream, all, expected);
    });
    await name('first', PERSON);
    const first = name('held', PERSON);
    await isSent;
    const forgetting = forget();
    const late = [name('late-1', PERSON), name('late-2', PERSON)];
    await sleep(50);
    expect(forgettingIn(await events())).toEqual([]);
    release();
    const receipt = await first;
    expect([(await forgetting).status, receipt.status, ...(await Promise.all(late)).map(({ json }) => json.code)]).toEqual([200, 200, 'personal.forgotten', 'personal.forgotten']);
    const again = await name('held', PERSON);
    expect([again.headers.get('idempotency-hit'), again.json]).toEqual(['true', receipt.json]);
    await expectInOrder([receipt, await name('first', PERSON)]);
  });
});

describe('a forgetting that the store did not answer', () => {
  const losing = (isRecorded: boolean) => {
    let lost = false;
    return (append: Append): Append => async (stream, all, expected) => {
      if (lost || !stream.startsWith('people.person-')) return append(stream, all, expected);
      lost = true;
      if (isRecorded) await append(stream, all, expected);
      throw new EventStoreUnavailable('the answer was lost');
    };
  };

  it('and did not record forgets nobody, and hinders nothing', async () => {
    await open(losing(false));
    await name('first', PERSON);
    expect((await forget()).status).toBe(503);
    expect([(await name('second', PERSON)).status, ledger.shell.office.persons.valuesOf(PERSON).get('name')]).toEqual([200, 'Giàng Thị Súa second']);
    expect((await forget()).json.forgotten).toEqual([{ person: PERSON, keyDestroyed: true, backups: [] }]);
  });

  it('but did record is carried out at once, before anybody writes about the person', async () => {
    await open(losing(true));
    await name('first', PERSON);
    expect((await forget('f-1')).status).toBe(503);
    expect((await name('second', PERSON)).json.code).toBe('personal.forgotten');
    expect([ledger.shell.office.persons.find(PERSON)!.key, namedIn(await events(), PERSON).length]).toEqual([undefined, 1]);
    expect((await forget('f-1')).json.forgotten).toEqual([{ person: PERSON, keyDestroyed: true, backups: [] }]);
  });
});
