import pino from 'pino';
import { readConfiguration } from '@ledger/platform/configuration';
import type { Language } from './door';
import { Complaint } from './door';
import { within } from './environment';
import { toldToStop } from './told-to-stop';

export interface NodeCommand {
  readonly environment: NodeJS.ProcessEnv;
  readonly data?: string;
  readonly port?: string;
  readonly role?: string;
  readonly language: Language;
}

/** Serves the events of a data folder over EventStoreDB's protocol, alone in its process, until it is told to stop. */
export async function serveEvents({ environment, data, port, role, language }: NodeCommand, print: (line: string) => void): Promise<void> {
  const chosen = { ...(port === undefined ? {} : { LEDGER_NODE_PORT: port }), ...(role === undefined ? {} : { LEDGER_NODE_ROLE: role }) };
  const { configuration } = readConfiguration({ ...within(environment, data), ...chosen });
  if (configuration.node.port === 'off') throw new Complaint(language === 'vi' ? 'LEDGER_NODE_PORT=off: không có nút sự kiện nào để chạy.' : 'LEDGER_NODE_PORT=off: there is no event node to run.', 2);
  if (configuration.eventStore !== 'embedded') throw new Complaint(language === 'vi' ? 'LEDGER_EVENT_STORE đã là một máy chủ sự kiện.' : 'LEDGER_EVENT_STORE already is an event server.', 2);
  const { startLoneNode } = await import('../api/lone-node');
  const log = pino({ level: configuration.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const told = toldToStop();
  const node = await startLoneNode(configuration, log);
  print(`${language === 'vi' ? 'Nút sự kiện đang chạy' : 'The event node runs'} (${configuration.node.role}): ${node.address}`);
  await told;
  await node.close();
}
