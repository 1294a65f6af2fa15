import { EventStoreDBClient } from '@eventstore/db-client';
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
    return EventStoreDBClient.connectionString(asClientWrites(address));
  } catch {
    // The client's own message may hold the password.
    throw new EventStoreUnavailable(`${withoutPassword(address)} is no address of an event store: esdb://[user:password@]host:port[,host:port…][?tls=false&tlsCAFile=…]`);
  }
}
