import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { keepUpToDate } from './consume';
import { PaymentsTable } from './payments-table';

const SHOW_MS = 2_000;

/** `main.ts [connection string] [file]`: keeps the report in the file, and prints it when it has changed, until Ctrl-C. */
async function main([address = 'esdb://127.0.0.1:2113?tls=false', file = 'payments-report.sqlite']: readonly string[]): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const table = new PaymentsTable(file);
  const client = EventStoreDBClient.connectionString(address);
  const consuming = keepUpToDate(client, table, stopping.signal, (line) => process.stderr.write(`${line}\n`));
  await show(table, stopping.signal);
  await consuming;
  await client.dispose();
  table.close();
}

async function show(table: PaymentsTable, signal: AbortSignal): Promise<void> {
  let shown = '';
  while (!signal.aborted) {
    const lines = table.rows().map(({ program, planYear, paid, payments }) => `${program}\t${planYear}\t${paid} đồng\t${payments} payments\n`);
    const text = lines.join('');
    if (text !== shown) process.stdout.write(`${text}\n`);
    shown = text;
    await pause(SHOW_MS, undefined, { signal }).catch(() => undefined);
  }
}

void main(process.argv.slice(2));
