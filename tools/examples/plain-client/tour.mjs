// A program that knows nothing of the ledger: the official client alone. `node tour.mjs esdb://127.0.0.1:2113?tls=false`
import { EventStoreDBClient, jsonEvent, NO_STREAM, persistentSubscriptionToStreamSettingsFromDefaults, START, WrongExpectedVersionError } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

const stream = `chợ-phiên-${randomUUID()}`;
const sold = (what, amount) => jsonEvent({ type: 'Sold', data: { what, amount } });

/** The first `count` events of a subscription, each settled before the next is looked at. */
async function first(count, subscription, settle = async () => {}) {
  const found = [];
  for await (const resolved of subscription) {
    await settle(resolved);
    found.push(resolved.event.data.what);
    if (found.length === count) break;
  }
  return found;
}

async function tour(client) {
  const appended = await client.appendToStream(stream, [sold('ngô', 3), sold('thổ cẩm', 1)], { expectedRevision: NO_STREAM });
  const conflict = await client.appendToStream(stream, sold('muối', 1), { expectedRevision: NO_STREAM }).catch((error) => error);
  const read = [];
  for await (const { event } of client.readStream(stream)) read.push(event.data.what);

  const live = client.subscribeToStream(stream, { fromRevision: START });
  const subscribing = first(3, live);
  await client.appendToStream(stream, sold('mật ong', 2), { expectedRevision: appended.nextExpectedRevision });
  const subscribed = await subscribing;
  await live.unsubscribe();

  await client.createPersistentSubscriptionToStream(stream, 'sổ-chợ', persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }));
  const group = client.subscribeToPersistentSubscriptionToStream(stream, 'sổ-chợ');
  const consumed = await first(3, group, (resolved) => group.ack(resolved));
  await group.unsubscribe();
  return { revision: String(appended.nextExpectedRevision), conflict: conflict instanceof WrongExpectedVersionError, read, subscribed, consumed };
}

const client = EventStoreDBClient.connectionString(process.argv[2]);
process.stdout.write(`${JSON.stringify(await tour(client))}\n`);
await client.dispose();
