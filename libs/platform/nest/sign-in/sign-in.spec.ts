import { hash } from '@node-rs/argon2';
import { hashPassword } from '@ledger/platform/office-store';
import { Problem } from '../problems/problem';
import { clerkEvents, hired, openOffice, type Office } from './clerks.fixture';

const PASSWORD = 'một mật khẩu đủ dài';
let office: Office;
let stored: string;
beforeAll(async () => { stored = await hashPassword(PASSWORD); });
beforeEach(async () => {
  office = await openOffice({ operatorToken: 'the-operator-token' });
  await office.record(hired('an'));
  await office.record(clerkEvents.ClerkGiven({ username: 'an', role: 'clerk', from: '2024-01-01' }));
  office.office.credentials.put({ username: 'an', hash: stored, demo: false, changed: 1 });
});
afterEach(() => office.close());

const outcome = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Problem) => `${error.status} ${error.code}`);
const signIn = (user = 'an', password = PASSWORD, address = '10.0.0.1') => office.signIn.signIn(user, password, address);

it('opens a session, tells who one is and what under', async () => {
  const answer = await signIn();
  expect(answer).toMatchObject({ user: 'an', displayName: 'Bà an', roles: [{ role: 'clerk', unit: '10' }], expiresAt: '2024-06-01T10:00:00.000Z' });
  expect(office.sessions.authenticate(answer.token)).toEqual({ user: 'an' });
  expect(office.signIn.profile('an', answer.token)).toMatchObject({ user: 'an', expiresAt: answer.expiresAt });
});

it('answers alike whatever is wrong', async () => {
  await office.record(hired('nopassword'));
  office.office.credentials.put({ username: 'noaccount', hash: stored, demo: false, changed: 1 });
  expect(await outcome(signIn('an', 'wrong password'))).toBe('401 sign-in.wrong');
  expect(await outcome(signIn('nobody'))).toBe('401 sign-in.wrong');
  expect(await outcome(signIn('nopassword'))).toBe('401 sign-in.wrong');
  expect(await outcome(signIn('noaccount'))).toBe('401 sign-in.wrong');
  expect(await outcome(signIn("x' OR 1=1 --"))).toBe('401 sign-in.wrong');
});

it('takes about as long for an unknown user as for a wrong password', async () => {
  const median = async (user: string) => {
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      office.time.now += 3_600_000;
      const started = process.hrtime.bigint();
      await outcome(signIn(user, 'wrong password', `10.0.1.${i}`));
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
    }
    return times.sort((a, b) => a - b)[4]!;
  };
  await outcome(signIn('nobody', 'x', '10.9.9.9'));
  const [known, unknown] = [await median('an'), await median('nobody')];
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
});

it('makes whoever keeps failing wait, by user from anywhere', async () => {
  for (let i = 0; i < 5; i += 1) await outcome(signIn('an', 'wrong', `10.0.0.${i}`));
  expect(await outcome(signIn('an', PASSWORD, '10.0.0.99'))).toBe('429 sign-in.too-many');
  await expect(signIn('an', PASSWORD, '10.0.0.99')).rejects.toMatchObject({ details: { seconds: 2 } });
  office.time.now += 2_001;
  expect(await outcome(signIn('an', PASSWORD, '10.0.0.99'))).toBe('done');
  expect(await outcome(signIn('an', 'wrong'))).toBe('401 sign-in.wrong');
});

it('makes whoever keeps failing wait, by address whoever the user, and also all at once', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => outcome(signIn(`user${i}`, 'wrong', '10.0.0.7'))));
  expect(answers.filter((answer) => answer === '429 sign-in.too-many').length).toBe(30);
  expect(await outcome(signIn('an', PASSWORD, '10.0.0.7'))).toBe('429 sign-in.too-many');
  expect(await outcome(signIn('an', PASSWORD, '10.0.0.8'))).toBe('done');
});

it('signs out at once', async () => {
  const { token } = await signIn();
  office.signIn.signOut(token);
  expect(office.sessions.authenticate(token)).toBeUndefined();
  office.signIn.signOut(token);
});

it('ends the sessions of an account that is disabled, and lets it in no more', async () => {
  const { token } = await signIn();
  await office.record(clerkEvents.ClerkDismissed({ username: 'an' }));
  await office.tables.catchUp();
  expect(office.sessions.authenticate(token)).toBeUndefined();
  expect(office.office.sessions.list('an', office.now())).toEqual([]);
  expect(await outcome(signIn())).toBe('403 sign-in.disabled');
  expect(await outcome(signIn('an', 'wrong'))).toBe('401 sign-in.wrong');
});

it('does not trust what it remembers of a session for longer than a second', async () => {
  const { token } = await signIn();
  expect(office.sessions.authenticate(token)).toBeDefined();
  office.office.sessions.revoke('an');
  office.time.now += 1_001;
  expect(office.sessions.authenticate(token)).toBeUndefined();
});

it('ends idle sessions', async () => {
  const { token } = await signIn();
  office.time.now += 8 * 3_600_000 - 1;
  expect(office.sessions.authenticate(token)).toBeDefined();
  office.time.now += 8 * 3_600_000;
  expect(office.sessions.authenticate(token)).toBeUndefined();
});

it('recognises the operator’s token, and nothing like it', () => {
  expect(office.sessions.authenticate('the-operator-token')).toEqual({ user: 'token:operator', operatorToken: true });
  expect(office.sessions.authenticate('the-operator-toke')).toBeUndefined();
  expect(office.sessions.authenticate('')).toBeUndefined();
});

it('changes a password, ends the other sessions and keeps this one', async () => {
  const [mine, other] = [await signIn(), await signIn()];
  expect(office.sessions.authenticate(other.token)).toBeDefined();
  const change = (current: string, next: string) => office.signIn.changePassword('an', mine.token, current, next, '10.0.0.1');
  expect(await outcome(change('wrong', 'another long password'))).toBe('403 sign-in.wrong-current');
  expect(await outcome(change(PASSWORD, 'short'))).toBe('422 sign-in.weak-password');
  expect(await outcome(change(PASSWORD, 'another long password'))).toBe('done');
  expect(office.sessions.authenticate(mine.token)).toBeDefined();
  expect(office.sessions.authenticate(other.token)).toBeUndefined();
  expect(await outcome(signIn())).toBe('401 sign-in.wrong');
  expect(await outcome(signIn('an', 'another long password'))).toBe('done');
});

it('lets an operator set a password, of an account that exists, and says so in the log without the password', async () => {
  const { token } = await signIn();
  expect(office.sessions.authenticate(token)).toBeDefined();
  expect(await outcome(office.signIn.setPassword('nobody', 'another long password', 'op'))).toBe('404 sign-in.unknown-account');
  expect(await outcome(office.signIn.setPassword('an', 'another long password', 'op'))).toBe('done');
  expect(office.sessions.authenticate(token)).toBeUndefined();
  expect(office.lines).toContainEqual({ user: 'an', by: 'op' });
  expect(JSON.stringify(office.lines)).not.toContain('another long password');
});

it('makes a hash of older parameters anew at the next sign-in', async () => {
  const old = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1 });
  office.office.credentials.put({ username: 'an', hash: old, demo: false, changed: 1 });
  expect(await outcome(signIn())).toBe('done');
  expect(office.office.credentials.get('an')!.hash).toMatch(/m=19456,t=2,p=1/);
  expect(await outcome(signIn())).toBe('done');
});

it('refuses demo credentials and their sessions in production, deletes them and says so', async () => {
  office.office.credentials.put({ username: 'an', hash: stored, demo: true, changed: 1 });
  office.office.credentials.put({ username: 'binh', hash: stored, demo: false, changed: 1 });
  const { token } = await signIn();
  const inProduction = office.signInAgain(true);
  expect(await outcome(inProduction.signIn('an', PASSWORD, '10.0.0.1'))).toBe('401 sign-in.wrong');
  expect(office.office.sessions.find(token, office.now())).toBeUndefined();
  expect(office.office.credentials.get('an')).toBeUndefined();
  expect(office.office.credentials.get('binh')).toBeDefined();
  expect(office.lines).toContainEqual({ credentials: 1, sessions: 1 });
  office.office.credentials.put({ username: 'an', hash: stored, demo: true, changed: 2 });
  expect(await outcome(inProduction.signIn('an', PASSWORD, '10.0.0.1'))).toBe('401 sign-in.wrong');
});

it('costs microseconds to recognise a session', async () => {
  const { token } = await signIn();
  office.sessions.authenticate(token);
  const started = process.hrtime.bigint();
  for (let i = 0; i < 20_000; i += 1) office.sessions.authenticate(token);
  expect(Number(process.hrtime.bigint() - started) / 20_000).toBeLessThan(50_000);
});
