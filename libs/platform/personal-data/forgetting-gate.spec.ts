import { setImmediate as nextTurn } from 'node:timers/promises';
import { ForgettingGate } from './forgetting-gate';

const PERSON = new Set(['P1']);

it('lets one forgetting of a person be on its way at a time, however many waited for the one before', async () => {
  const gate = new ForgettingGate();
  const underWay: number[] = [];
  let now = 0;
  const refused = async (): Promise<never> => {
    underWay.push((now += 1));
    await nextTurn();
    now -= 1;
    throw new Error('refused');
  };
  const ends = await Promise.allSettled(Array.from({ length: 4 }, () => gate.close(PERSON, refused)));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  expect(underWay).toEqual([1, 1, 1, 1]);
  expect([gate.isForgotten('P1'), await gate.write(PERSON, async () => 'written')]).toEqual([false, 'written']);
});
