import pino from 'pino';
import { readConfiguration } from '@ledger/platform/configuration';
import { registers } from '@ledger/registers';
import { explained } from '../api/start-failure';
import { followProjections } from './projections';

/** Keeps the tables in a process of its own, beside a server that was started with `LEDGER_PROJECTIONS=none`. */
async function main(): Promise<void> {
  const { configuration } = readConfiguration(process.env);
  const log = pino({ level: configuration.logLevel, base: undefined }, pino.destination(2));
  const projections = await followProjections(configuration, registers, { onError: (error) => log.error({ err: error }, 'projections: something failed') });
  const stop = (): void => void projections.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`Các bảng chiếu đang chạy · projections follow ${configuration.data}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`ledger: ${explained(error) ?? (error as Error).stack}\n`);
  process.exit(1);
});
