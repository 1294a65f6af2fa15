import { EventStoreDBClient } from '@eventstore/db-client';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import features from '@eventstore/db-client/generated/serverfeatures_pb';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import type { NodeStore } from '../../node-store';
import { persistentSubscriptionsService, PersistentSubscriptions } from '..';

const SERVICE = 'event_store.client.persistent_subscriptions.persistentsubscriptions';
const METHODS = ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'];

export interface Served {
  readonly client: EventStoreDBClient;
  readonly subscriptions: PersistentSubscriptions;
  close(): Promise<void>;
}

/** The persistent subscriptions of a store behind a bare gRPC server, and an official client of it. */
export async function served(store: NodeStore): Promise<Served> {
  const subscriptions = await PersistentSubscriptions.open({ store });
  const server = new Server();
  const { service, implementation } = persistentSubscriptionsService({ subscriptions, guard: () => ({ username: 'tester' }) });
  server.addService(service, implementation);
  server.addService(ServerFeaturesService, { getSupportedMethods: (_call: unknown, callback: sendUnaryData<features.SupportedMethods>) => callback(null, supported()) });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  return {
    client,
    subscriptions,
    close: async () => {
      await client.dispose();
      await subscriptions.close();
      server.forceShutdown();
    },
  };
}

function supported(): features.SupportedMethods {
  return new features.SupportedMethods().setEventStoreServerVersion('24.6.0').setMethodsList(
    METHODS.map((name) => new features.SupportedMethod().setServiceName(SERVICE).setMethodName(name).setFeaturesList(['stream', 'all'])),
  );
}
