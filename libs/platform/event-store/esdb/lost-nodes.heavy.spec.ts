import { checkOutcome, loseNodes } from '@ledger/platform/event-node/testing/adapter/lost-nodes';

it('goes on over a node that is killed twenty times', async () => {
  const outcome = await loseNodes(20);
  checkOutcome(outcome);
  expect(outcome.status.connectionsLost).toBeGreaterThanOrEqual(20);
  process.stdout.write(`${outcome.acknowledged.size} appends acknowledged, ${outcome.status.appendsRepeated} of them sent again\n`);
});
