import { Throttle } from './throttle';

const throttle = () => new Throttle({ free: 3, penaltyMs: 1_000, penaltyMsMax: 5_000, forgetMs: 60_000, namesMax: 100 });

it('lets a few failures pass, then makes each cost twice the one before, up to a limit', () => {
  const t = throttle();
  const waits = [0, 0, 0, 0, 0, 0, 0].map(() => { t.failed('an', 0); return t.wait('an', 0); });
  expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 5_000, 5_000]);
  expect(t.wait('an', 4_000)).toBe(1_000);
  expect(t.wait('binh', 0)).toBe(0);
});

it('forgets after a while, and at once when it went well', () => {
  const t = throttle();
  for (let i = 0; i < 5; i += 1) t.failed('an', 0);
  t.failed('an', 60_000);
  expect(t.wait('an', 60_000)).toBe(0);
  for (let i = 0; i < 5; i += 1) t.failed('an', 60_000);
  t.succeeded('an', 'all');
  expect(t.wait('an', 60_000)).toBe(0);
});

it('takes back the failure counted before an attempt that went well, and no more', () => {
  const t = throttle();
  t.failed('10.0.0.1', 0);
  t.failed('10.0.0.1', 0);
  t.succeeded('10.0.0.1', 'this');
  t.failed('10.0.0.1', 0);
  expect(t.wait('10.0.0.1', 0)).toBe(0);
  t.failed('10.0.0.1', 0);
  expect(t.wait('10.0.0.1', 0)).toBe(1_000);
});

it('remembers no more names than it may', () => {
  const t = throttle();
  for (let i = 0; i < 5; i += 1) t.failed('early', 0);
  for (let i = 0; i < 1_000; i += 1) t.failed(`user${i}`, 0);
  expect(t.size).toBe(100);
  expect(t.wait('early', 0)).toBe(0);
});
