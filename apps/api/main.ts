import 'reflect-metadata';
import pino from 'pino';
import { readConfiguration, type Configuration } from '@ledger/platform/configuration';
import { connectionString } from './event-node-address';
import { explained } from './start-failure';
import type { RunningLedger } from './start-ledger';

/** Exit code of a start that a person can mend: wrong settings, a port in use, a folder that cannot be used. */
const EXIT_CANNOT_START = 1;

async function main(): Promise<void> {
  // It answers before it has started altogether, and may be told to stop from then on.
  const stopping = stopSignal();
  const { configuration, settings } = readConfiguration(process.env);
  const log = pino({ level: configuration.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  // Loaded after the settings are known to make sense, which then takes no time to find out.
  const { startLedger } = await import('./start-ledger');
  const running = await startLedger({ configuration, log, settings });
  closeOn(stopping, running);
  say(`Sổ cái đang chạy · the ledger runs at ${running.address}`);
  sayEventNode(running, configuration);
  if (configuration.mode !== 'demo') return;
  try {
    await openDemo(running, configuration.loadDemo);
  } catch (error) {
    // The stores close under a demo that is still being opened; the next start goes on with it.
    if (!stopping.aborted) throw error;
  }
}

function sayEventNode({ eventNode }: RunningLedger, { node }: Configuration): void {
  if (!eventNode) return;
  say('node' in eventNode ? `Sự kiện cho chương trình khác · events for other programs at ${connectionString(eventNode.node, node)}` : `Không có nút sự kiện · no event node: ${eventNode.missing}`);
}

async function openDemo(running: RunningLedger, load: boolean): Promise<void> {
  const { demoAccountLines, giveDemoPasswords, loadDemoInto } = await import('./demo');
  await giveDemoPasswords(running);
  for (const line of demoAccountLines()) say(line);
  if (load) await loadDemoInto(running, process.stdout);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Aborts at the first signal to stop; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(EXIT_CANNOT_START);
    stopping.abort();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return stopping.signal;
}

/** Stops in order and exits once the signal has aborted. */
function closeOn(stopping: AbortSignal, running: RunningLedger): void {
  const close = (): void => {
    void running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  if (stopping.aborted) close();
  else stopping.addEventListener('abort', close, { once: true });
}

function fail(error: unknown): never {
  const line = explained(error);
  process.stderr.write(line === undefined ? `${(error as Error).stack ?? String(error)}\n` : `ledger: ${line}\n`);
  process.exit(EXIT_CANNOT_START);
}

main().catch(fail);
