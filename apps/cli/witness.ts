import { LogKeysError } from '@ledger/platform/sealer';
import { startWitness } from '@ledger/platform/sealer/witness';
import { Complaint, type Language } from './door';
import { saidBy } from './system-error';
import { toldToStop } from './told-to-stop';

export interface WitnessWish {
  readonly folder: string;
  readonly name?: string;
  readonly log: readonly string[];
  readonly host: string;
  readonly port: string;
}

/** Runs a witness until it is told to stop. Its folder, key and logs are its own: it needs no ledger beside it. */
export async function runWitness({ folder, name, log, host, port }: WitnessWish, language: Language, print: (line: string) => void): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Complaint(`--port ${port}: 0–65535`, 2);
  const onError = (error: Error): void => void process.stderr.write(`ledger witness: ${error.message}\n`);
  const running = await startWitness({ folder, name, logs: log, host, port: Number(port), onError }).catch((error: Error) => {
    throw isMendable(error) ? new Complaint(saidBy(error, language)) : error;
  });
  print(language === 'vi' ? `Máy chứng kiến đang chạy tại ${running.address}` : `The witness runs at ${running.address}`);
  print(`witness ${running.vkey.split('+', 1)[0]!.replace(/[^A-Za-z0-9-]+/g, '-')} ${running.vkey} ${running.address}`);
  await toldToStop();
  await running.close();
}

const isMendable = (error: Error): boolean => error instanceof LogKeysError || ['Malformed', 'EventStoreUnavailable'].includes(error.name) || 'code' in error;
