/** A subscriber in a process of its own, to be killed: says a line for every thousand events. */
import { EventStoreDBClient, START } from '@eventstore/db-client';

async function main(): Promise<void> {
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${process.argv[2]}?tls=false`);
  let count = 0;
  for await (const { event } of client.subscribeToAll({ fromPosition: START })) {
    count += 1;
    if (count % 1_000 === 0) process.stdout.write(`${event!.type}\n`);
  }
}

void main();
