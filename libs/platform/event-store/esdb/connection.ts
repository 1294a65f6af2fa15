import { EventStoreDBClient } from '@eventstore/db-client';
import { Channel, type ChannelCredentials, type ChannelOptions } from '@grpc/grpc-js';
import { EventStoreUnavailable } from '../port';

/** `esdb://`, `esdb+discover://` (a cluster, found through gossip), and KurrentDB's names for the same. */
export const isServerAddress = (text: string): boolean => /^(esdb|kurrentdb)(\+discover)?:\/\/[^/]/.test(text);

/** The client knows the older names alone. */
const asClientWrites = (address: string): string => address.replace(/^kurrentdb/, 'esdb');

/** An address as it may be shown. */
export const withoutPassword = (address: string): string => address.replace(/^([a-z+]+:\/\/[^:/@]+):[^@]*@/, '$1:***@');

/** A client of the server; it connects when first used. Throws `EventStoreUnavailable` when the address makes no sense. */
export function clientOf(address: string): EventStoreDBClient {
  try {
    return connectingAfresh(EventStoreDBClient.connectionString(asClientWrites(address)));
  } catch {
    // The client's own message may hold the password.
    throw new EventStoreUnavailable(`${withoutPassword(address)} is no address of an event store: esdb://[user:password@]host:port[,host:port…][?tls=false&tlsCAFile=…]`);
  }
}

interface ClientParts {
  createChannel(): Promise<Channel>;
}

interface ChannelParts {
  readonly internalChannel: { readonly credentials: ChannelCredentials; readonly options: ChannelOptions };
}

/**
 * The client makes a new channel after every lost connection, but grpc shares connections among channels, and with them the
 * time to wait before the next attempt, which grows to two minutes. A channel with connections of its own tries at once;
 * how long to wait between attempts is decided here, see `backoff`.
 */
function connectingAfresh(client: EventStoreDBClient): EventStoreDBClient {
  const parts = client as unknown as ClientParts;
  const create = parts.createChannel;
  parts.createChannel = async () => {
    const shared = await create();
    const { credentials, options } = (shared as unknown as ChannelParts).internalChannel;
    const target = shared.getTarget();
    shared.close();
    return new Channel(target, credentials, { ...options, 'grpc.use_local_subchannel_pool': 1 });
  };
  return client;
}
