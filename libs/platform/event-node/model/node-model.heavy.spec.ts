import { runModel } from './model-run';

it('does what the model does, many times over', async () => {
  expect(await runModel(300, 240_000)).toBeGreaterThan(20);
});
