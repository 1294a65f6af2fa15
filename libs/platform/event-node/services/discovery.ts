/** What clients ask before they do anything: `ServerFeatures` and `Gossip`. Both answer anyone. */
import { randomUUID } from 'node:crypto';
import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';

/** The EventStoreDB whose protocol is spoken. */
const PROTOCOL_VERSION = '24.6.0';

const FEATURES: Readonly<Record<string, readonly string[]>> = {
  '/event_store.client.streams.streams/read': ['position', 'events'],
  '/event_store.client.streams.streams/batchappend': ['deadline_duration'],
};
const PERSISTENT = '/event_store.client.persistent_subscriptions.persistentsubscriptions/';

type Call = ServerUnaryCall<Empty, never>;

/** Advertises the methods of the services that are there, and none else. */
export function serverFeaturesHandlers(services: readonly ServiceDefinition[]): UntypedServiceImplementation {
  const methods = services.flatMap((service) => Object.values(service)).map(({ path }) => supported(path.toLowerCase()));
  const answer = new SupportedMethods().setEventStoreServerVersion(PROTOCOL_VERSION).setMethodsList(methods);
  return { getSupportedMethods: (_call: Call, callback: sendUnaryData<SupportedMethods>) => callback(null, answer) };
}

function supported(path: string): SupportedMethod {
  const [, service = '', method = ''] = path.split('/');
  const features = path.startsWith(PERSISTENT) ? ['stream', 'all'] : (FEATURES[path] ?? []);
  return new SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList([...features]);
}

/** Where clients reach this node, as the only member of its cluster, and so its leader. */
export interface Advertised {
  readonly host: string;
  readonly port: number;
}

export function gossipHandlers(advertised: () => Advertised): UntypedServiceImplementation {
  const instance = new UUID().setString(randomUUID());
  return {
    read: (_call: Call, callback: sendUnaryData<ClusterInfo>) => {
      const { host, port } = advertised();
      const member = new MemberInfo()
        .setInstanceId(instance)
        .setTimeStamp(`${Date.now()}0000`)
        .setState(MemberInfo.VNodeState.LEADER)
        .setIsAlive(true)
        .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
      callback(null, new ClusterInfo().setMembersList([member]));
    },
  };
}
