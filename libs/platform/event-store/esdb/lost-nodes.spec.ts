import { checkOutcome, loseNodes } from '@ledger/platform/event-node/testing/adapter/lost-nodes';

it('goes on over a node that is killed twice: nothing acknowledged is lost, nothing is recorded or handed over twice', async () => {
  const outcome = await loseNodes(2);
  checkOutcome(outcome);
  expect(outcome.acknowledged.size).toBeGreaterThan(0);
  expect(outcome.status).toMatchObject({ state: 'live', appends: outcome.acknowledged.size });
  expect(outcome.status.connectionsLost).toBeGreaterThanOrEqual(2);
}, 120_000);
