import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Register } from '@ledger/kit';
import { parsePolicy, type Policy } from '@ledger/platform/audit-log/node';
import { readConfiguration, type Configuration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedReader, StoredRows } from '@ledger/platform/event-store/embedded';
import { leafStreamPattern, readLogKeys } from '@ledger/platform/sealer';
import { openServerStore } from '../worker/event-source';
import { within } from './environment';

/** What there is of a ledger to verify, opened for reading only, whether its server runs or not. */
export interface AuditFolder {
  readonly configuration: Configuration;
  readonly store: EventStore;
  /** The file of an embedded store. */
  readonly rows?: StoredRows;
  readonly pattern: RegExp;
  /** Of tiles, entries and published checkpoints. */
  readonly folder: string;
  /** The log's own keys, and its policy of witnesses if it has one. */
  readonly ownPolicy: Policy | undefined;
  close(): Promise<void>;
}

/** Opens the ledger of the settings. Rejects with `EventStoreUnavailable` where its events cannot be read at all. */
export async function openAuditFolder(environment: NodeJS.ProcessEnv, data: string | undefined): Promise<AuditFolder> {
  const { configuration } = readConfiguration(within(environment, data));
  const { registers } = (await import('@ledger/registers')) as { readonly registers: readonly Register[] };
  // Before the store is opened: a store that nobody closes keeps the program alive.
  const policy = await ownPolicy(configuration);
  const embedded = configuration.eventStore === 'embedded';
  const store = embedded ? await openEmbeddedReader({ folder: configuration.data }) : await openServerStore(configuration.eventStore);
  const rows = embedded ? await rowsOf(configuration.data, store) : undefined;
  const close = async (): Promise<void> => {
    rows?.close();
    await store.close();
  };
  return { configuration, store, ...(rows && { rows }), close, pattern: leafStreamPattern(registers), folder: join(configuration.data, 'audit'), ownPolicy: policy };
}

async function rowsOf(data: string, store: EventStore): Promise<StoredRows> {
  try {
    return new StoredRows(data);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function ownPolicy({ data, witnessPolicy }: Configuration): Promise<Policy | undefined> {
  const keys = await readLogKeys(join(data, 'keys'), Date.now());
  const logs = (keys?.known ?? []).map((key) => ({ key }));
  if (witnessPolicy !== '' && existsSync(witnessPolicy)) {
    const policy = parsePolicy(readFileSync(witnessPolicy));
    // A policy names the key of today; what the keys before it signed is the log's own as well.
    const isNamed = ({ key }: (typeof logs)[number]): boolean => policy.logs.some((log) => log.key.name === key.name && log.key.keyId === key.keyId);
    return { ...policy, logs: [...policy.logs, ...logs.filter((log) => !isNamed(log))] };
  }
  return keys && { logs, witnesses: [], groups: [], quorum: 'none' };
}
