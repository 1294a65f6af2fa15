import { killedAt } from './testing/kill-at-step';

jest.mock('@ledger/platform/durable-file', () => ({ __esModule: true, ...jest.requireActual<object>('@ledger/platform/durable-file') }));

it('a sealer that is killed at any step leaves nothing that the next one does not take up: no second checkpoint of a size, no leaf lost', async () => {
  let at = 1;
  while (await killedAt(at)) at += 1;
  // There were many steps to be killed at.
  expect(at).toBeGreaterThan(60);
});
