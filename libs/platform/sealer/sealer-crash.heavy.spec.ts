import { crashRounds } from './testing/crash-rounds';

it('a process that is killed while it seals leaves one tree, again and again', async () => {
  await crashRounds(25, Math.random);
}, 1_200_000);
