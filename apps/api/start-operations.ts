import type { Configuration, Setting } from '@ledger/platform/configuration';
import type { Log, ServerParts, Shell } from '@ledger/platform/nest';
import { AccessLog, accessLogModule, logAccesses } from '@ledger/platform/nest/access-log';
import { operationsModule, type NodeBeside, type OperationsParts } from '@ledger/platform/nest/operations';
import type { EventNode } from './event-node';
import { connectionString } from './event-node-address';

export interface OperationsInputs {
  readonly configuration: Configuration;
  readonly settings: readonly Setting[];
  readonly shell: Shell;
  readonly sessions: OperationsParts['sessions'];
  readonly log: Log;
}

/** What operators see beside what the shell holds: who looked at what, sessions, and the event node once it runs. */
export interface Operations {
  readonly accesses: AccessLog;
  readonly imports: NonNullable<ServerParts['imports']>;
  readonly hooks: NonNullable<ServerParts['hooks']>;
  /** Told when the event node has started, or why there is none. */
  has(node: EventNode | undefined): void;
}

export function prepareOperations({ configuration, settings, shell, sessions, log }: OperationsInputs): Operations {
  const accesses = new AccessLog({ office: shell.office, days: configuration.accessLogDays, log });
  let beside: NodeBeside = { state: 'off' };
  return {
    accesses,
    imports: [accessLogModule(accesses), operationsModule({ sessions, node: () => beside, folder: configuration.data, mode: configuration.mode, settings })],
    hooks: (server) => logAccesses(server, accesses, shell.catalogue),
    has: (node) => {
      beside = besideOf(node, configuration);
    },
  };
}

function besideOf(found: EventNode | undefined, { node: settings }: Configuration): NodeBeside {
  if (!found) return { state: 'off' };
  if (!('node' in found)) return { state: 'missing', reason: found.missing };
  return { state: 'running', address: connectionString(found.node, settings), tls: settings.certificate !== '', role: settings.role, control: found.node };
}
