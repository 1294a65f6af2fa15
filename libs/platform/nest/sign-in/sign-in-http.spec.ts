import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '@ledger/platform/office-store';
import { AUTHENTICATOR, AUTHORISER, SESSION_COOKIE } from '../authority';
import { refuseForgedRequests } from '../forged-requests';
import { ProblemFilter } from '../problems/problem-filter';
import { Problems } from '../problems/problem-document';
import { SHELL } from '../shell';
import { SignInGuard } from '../sign-in-guard';
import { clerkEvents, hired, openOffice, type Office } from './clerks.fixture';
import { signInMessages, signInModule } from './index';

@Module({})
class TestModule {}

const PASSWORD = 'một mật khẩu đủ dài';
let office: Office;
let app: NestFastifyApplication;

async function serve(): Promise<NestFastifyApplication> {
  const shell = { authoriser: office.accounts, authenticator: office.sessions, clock: { now: office.now } };
  const module: DynamicModule = {
    module: TestModule,
    global: true,
    imports: [signInModule({ signIn: office.signIn, secureCookies: false })],
    providers: [
      { provide: SHELL, useValue: shell },
      { provide: AUTHENTICATOR, useValue: office.sessions },
      { provide: AUTHORISER, useValue: office.accounts },
      { provide: APP_GUARD, useClass: SignInGuard },
    ],
    exports: [SHELL, AUTHENTICATOR, AUTHORISER],
  };
  const adapter = new FastifyAdapter();
  refuseForgedRequests(adapter.getInstance());
  const server = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  server.useGlobalFilters(new ProblemFilter(new Problems(new Map(Object.entries(signInMessages))), log));
  await server.init();
  await server.getHttpAdapter().getInstance().ready();
  return server;
}

beforeAll(async () => {
  office = await openOffice({ operatorToken: 'the-operator-token' });
  const stored = await hashPassword(PASSWORD);
  for (const user of ['an', 'op']) {
    await office.record(hired(user));
    office.office.credentials.put({ username: user, hash: stored, demo: false, changed: 1 });
  }
  await office.record(clerkEvents.ClerkGiven({ username: 'op', role: 'operator', from: '2024-01-01' }));
  app = await serve();
});
afterAll(async () => {
  await app.close();
  await office.close();
});

const post = (url: string, payload?: object, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url, payload, headers });
const signIn = async (username = 'an') => {
  const answer = await post('/api/sign-in', { username, password: PASSWORD });
  return { answer, token: answer.json<{ token: string }>().token, cookie: String(answer.headers['set-cookie']).split(';')[0]! };
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const me = (headers: Record<string, string>) => app.inject({ method: 'GET', url: '/api/me', headers });

it('answers a sign-in with a cookie that no script sees and a bearer token', async () => {
  const { answer, token } = await signIn();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['set-cookie']).toMatch(new RegExp(`^${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=\\d+$`));
  expect(answer.json()).toMatchObject({ user: 'an', displayName: 'Bà an', roles: [] });
});

it('knows who asks, by token or by cookie', async () => {
  const { token, cookie } = await signIn();
  expect((await me(bearer(token))).json()).toMatchObject({ user: 'an' });
  expect((await me({ cookie: `other=1; ${cookie}` })).json()).toMatchObject({ user: 'an' });
  expect((await me(bearer('the-operator-token'))).json()).toMatchObject({ user: 'token:operator', roles: [{ role: 'operator' }] });
  expect((await me({})).statusCode).toBe(401);
  expect((await me(bearer('rubbish'))).statusCode).toBe(401);
});

it('takes nothing from a window whose user is no longer the one signed in', async () => {
  const { cookie } = await signIn('op');
  const asked = (user: string) => me({ cookie, 'ledger-signed-in-as': user });
  expect((await asked('op')).json()).toMatchObject({ user: 'op' });
  const refused = await asked('an');
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, 'sign-in.somebody-else']);
});

it('refuses malformed bodies and wrong passwords with a problem', async () => {
  for (const body of [{}, { username: 'an' }, { username: 7, password: 'x' }, { username: 'an', password: 'x', extra: 1 }, { username: 'an', password: 'x'.repeat(1_001) }]) {
    expect((await post('/api/sign-in', body)).statusCode).toBe(400);
  }
  const wrong = await post('/api/sign-in', { username: 'an', password: 'wrong' });
  expect([wrong.statusCode, wrong.json<{ code: string }>().code, wrong.headers['content-type']]).toEqual([401, 'sign-in.wrong', 'application/problem+json; charset=utf-8']);
});

it('says when to come back to whoever fails too often', async () => {
  for (let i = 0; i < 5; i += 1) await post('/api/sign-in', { username: 'ghost', password: 'wrong' });
  const answer = await post('/api/sign-in', { username: 'ghost', password: 'wrong' });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '2']);
  expect(answer.json<{ text: { en: string } }>().text.en).toBe('Too many failed attempts; try again in 2 seconds.');
});

it('signs out: the token is worth nothing and the cookie is taken back', async () => {
  const { token } = await signIn();
  const answer = await post('/api/sign-out', undefined, bearer(token));
  expect(answer.statusCode).toBe(204);
  expect(answer.headers['set-cookie']).toContain('Max-Age=0');
  expect((await me(bearer(token))).statusCode).toBe(401);
});

it('refuses what another site makes a browser send', async () => {
  const { cookie } = await signIn();
  const change = (headers: Record<string, string>) => post('/api/password', { current: 'wrong', password: 'another long password' }, { host: 'ledger.example', cookie, ...headers });
  const isForged = async (headers: Record<string, string>) => (await change(headers)).json<{ code: string }>().code === 'sign-in.other-origin';
  expect(await isForged({})).toBe(true);
  expect(await isForged({ origin: 'https://evil.example' })).toBe(true);
  expect(await isForged({ origin: 'null' })).toBe(true);
  expect(await isForged({ origin: 'https://ledger.example.evil.example' })).toBe(true);
  expect(await isForged({ origin: 'https://ledger.example' })).toBe(false);
  expect(await isForged({ 'ledger-request': '1' })).toBe(false);
  const foreign = await post('/api/sign-in', { username: 'an', password: PASSWORD }, { origin: 'https://evil.example' });
  expect(foreign.statusCode).toBe(403);
});

it('lets operators set passwords, and nobody else', async () => {
  const next = { password: 'another long password' };
  const asUser = await signIn('an');
  const asOperator = await signIn('op');
  expect((await post('/api/users/an/password', next, bearer(asUser.token))).json()).toMatchObject({ status: 403, code: 'clerks.not-permitted' });
  expect((await post('/api/users/an/password', next)).statusCode).toBe(401);
  expect((await post('/api/users/nobody/password', next, bearer(asOperator.token))).statusCode).toBe(404);
  expect((await post('/api/users/An%20B/password', next, bearer(asOperator.token))).statusCode).toBe(400);
  expect((await post('/api/users/an/password', { password: 'short' }, bearer(asOperator.token))).json()).toMatchObject({ status: 422, code: 'sign-in.weak-password' });
  expect((await post('/api/users/an/password', next, bearer(asOperator.token))).statusCode).toBe(204);
  expect((await me(bearer(asUser.token))).statusCode).toBe(401);
  expect((await post('/api/users/an/password', { password: PASSWORD }, bearer('the-operator-token'))).statusCode).toBe(204);
  expect((await signIn('an')).answer.statusCode).toBe(200);
});

it('changes one’s own password', async () => {
  const { token } = await signIn('op');
  const change = (body: object) => post('/api/password', body, bearer(token));
  expect((await change({ current: 'wrong', password: 'another long password' })).statusCode).toBe(403);
  expect((await change({ current: PASSWORD, password: 'another long password' })).statusCode).toBe(204);
  expect((await change({ current: 'another long password', password: PASSWORD })).statusCode).toBe(204);
  expect((await post('/api/password', { current: 'x', password: 'another long password' }, bearer('the-operator-token'))).json()).toMatchObject({ code: 'sign-in.no-session' });
});
