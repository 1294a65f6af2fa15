import { clerkEvents, hired, openOffice, type Office } from './clerks.fixture';

let office: Office;
beforeEach(async () => { office = await openOffice(); });
afterEach(() => office.close());

const ask = (user: string, roles: readonly string[] = ['clerk']) => office.accounts.permit({ user, roles, scope: {}, on: '2024-06-01' });
const given = (username: string, from = '2024-01-01') => clerkEvents.ClerkGiven({ username, role: 'clerk', from });

it('counts a grant that was recorded just before the question', async () => {
  expect(await ask('an')).toMatchObject({ permitted: false });
  await office.record(hired('an'));
  await office.record(given('an'));
  expect(await ask('an')).toEqual({ permitted: true, role: 'clerk', unit: '10' });
});

it('answers from memory, without a promise, what is permitted', async () => {
  await office.record(hired('an'));
  await office.record(given('an'));
  await ask('an');
  expect(ask('an')).toEqual({ permitted: true, role: 'clerk', unit: '10' });
});

it('hears of what others record without being asked', async () => {
  await office.record(hired('an'));
  await office.record(given('an'));
  await office.tables.catchUp();
  expect(ask('an')).toMatchObject({ permitted: true });
  await office.record(clerkEvents.ClerkDismissed({ username: 'an' }));
  for (let i = 0; i < 100 && !((await ask('an')) as { code?: string }).code; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await ask('an')).toEqual({ permitted: false, code: 'clerks.gone' });
});

it('reads a ledger from its beginning, beside events that do not concern it', async () => {
  await office.record(hired('an'));
  await office.store.append('other.thing-1', [{ id: '00000000-0000-4000-8000-000000000001', type: 'SomethingElse', data: {}, metadata: {} }], 'any');
  await office.record(given('an'));
  await office.tables.catchUp();
  expect(office.tables.position).toBe(await office.store.head());
  expect(office.accounts.account('an')).toEqual({ displayName: 'Bà an', disabled: false });
  expect(office.accounts.roles('an', '2024-06-01')).toEqual([{ role: 'clerk', unit: '10', from: '2024-01-01' }]);
});

it('permits nothing once it meets an event that it cannot read', async () => {
  await office.record(hired('an'));
  await office.tables.catchUp();
  expect(ask('an', [])).toMatchObject({ permitted: true });
  await office.store.append('clerks.clerk-an', [{ id: '00000000-0000-4000-8000-000000000002', type: 'ClerkGiven', data: { username: 7 }, metadata: { recordedAt: '2024-01-01T00:00:00Z' } }], 'any');
  await expect(office.tables.catchUp()).rejects.toThrow('cannot read ClerkGiven');
  expect(() => ask('an', [])).toThrow('cannot read ClerkGiven');
});
