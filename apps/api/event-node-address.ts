import type { NodeConfiguration } from '@ledger/platform/configuration';
import type { RunningNode } from '@ledger/platform/event-node';

/** What official clients are given to connect. */
export const connectionString = ({ host, port }: Pick<RunningNode, 'host' | 'port'>, { certificate }: NodeConfiguration): string =>
  `esdb://${host.includes(':') ? `[${host}]` : host}:${port}${certificate ? '' : '?tls=false'}`;
