import { mkdirSync } from 'node:fs';
import type { Configuration } from '@ledger/platform/configuration';
import { startNode, type Authenticate } from '@ledger/platform/event-node';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { ledgerClock, type Log } from '@ledger/platform/nest';
import { LiveAuthoriser, LiveTables, SessionAuthenticator, SignIn } from '@ledger/platform/nest/sign-in';
import { OfficeStore } from '@ledger/platform/office-store';
import { registers } from '@ledger/registers';
import { accessAuthority } from '@ledger/registers/access/server';
import { eventsOf } from '../worker/event-source';
import { Closings } from './closings';
import { accountsOf, nodeOptions } from './event-node';
import { connectionString } from './event-node-address';
import { newOperatorToken } from './server-file';

export interface LoneNode {
  /** A connection string for official clients. */
  readonly address: string;
  close(): Promise<void>;
}

/** An event node without a ledger in its process. It holds the folder as its one writer. */
export async function startLoneNode(configuration: Configuration, log: Log): Promise<LoneNode> {
  mkdirSync(configuration.data, { recursive: true, mode: 0o700 });
  const closings = new Closings();
  return closings.orClose(async () => {
    const store = await openEmbeddedStore({ folder: configuration.data });
    closings.push(() => store.close());
    const authenticate = configuration.node.certificate ? await openAccounts(configuration, store, log, closings) : nobody;
    const node = await startNode(nodeOptions(configuration.node, registers, store, authenticate, log));
    closings.push(() => node.close());
    return { address: connectionString(node, configuration.node), close: () => closings.close() };
  });
}

const nobody: Authenticate = async () => 'unknown';

/** The accounts of the ledger in this folder: who they are lies in its events, their passwords beside them. */
async function openAccounts({ data, mode }: Configuration, store: EmbeddedStore, log: Log, closings: Closings): Promise<Authenticate> {
  const office = OfficeStore.open(data);
  closings.push(() => office.close());
  const tables = new LiveTables(eventsOf(registers, store), accessAuthority.projections);
  closings.push(() => tables.close());
  await tables.start();
  const accounts = new LiveAuthoriser(tables, accessAuthority);
  const production = mode === 'production';
  const isActive = (user: string): boolean => accounts.account(user)?.disabled === false;
  const sessions = new SessionAuthenticator({ office, isActive, production, operatorToken: newOperatorToken() });
  return accountsOf(new SignIn({ office, accounts, sessions, clock: ledgerClock(), log, production }));
}
