import { ConfigurationError } from '@ledger/platform/configuration';
import { EventStoreUnavailable } from '@ledger/platform/event-store';

/** Why the ledger does not start, as one line for whoever started it. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

interface SystemError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
}

const EXPLAINED: { readonly [code: string]: (error: SystemError) => string } = {
  EADDRINUSE: ({ address, port }) => `port ${port} on ${address} is in use: stop the other program or set LEDGER_PORT`,
  EADDRNOTAVAIL: ({ address }) => `${address} is no address of this machine: set LEDGER_HOST`,
  EACCES: ({ message }) => `no permission: ${message}`,
  EROFS: ({ message }) => `the disk is read-only: ${message}`,
  ENOSPC: ({ message }) => `the disk is full: ${message}`,
  ENOTDIR: ({ message }) => `LEDGER_DATA is no folder: ${message}`,
  EEXIST: ({ message }) => `LEDGER_DATA is no folder: ${message}`,
};

/** An error in one line, for what a person can mend; undefined for everything else, which deserves its trace. */
export function explained(error: unknown): string | undefined {
  if (error instanceof StartFailure || error instanceof ConfigurationError || error instanceof EventStoreUnavailable) return error.message;
  if ((error as Error).name === 'OfficeStoreUnavailable') return (error as Error).message;
  return EXPLAINED[(error as SystemError).code ?? '']?.(error as SystemError);
}
