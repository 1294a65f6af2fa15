import { runModel } from './model-run';

it('does what the model does, whatever is appended, deleted, read, subscribed to and consumed in whatever order', async () => {
  expect(await runModel(10, 12_000)).toBeGreaterThan(0);
}, 60_000);
