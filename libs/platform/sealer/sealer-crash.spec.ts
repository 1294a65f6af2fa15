import { crashRounds } from './testing/crash-rounds';

// Many more rounds are in the heavy suite.
it('a process that is killed while it seals leaves one tree, whose next checkpoint follows', async () => {
  await crashRounds(2, Math.random);
}, 120_000);
