/** A process that takes an upload slowly and says how far it is, until it is killed. */
import { readFileSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { OfficeStore } from '@ledger/platform/office-store';
import { EvidenceStore } from '../evidence-store';

const [folder = '', file = '', id = '', username = ''] = process.argv.slice(2);
const PART_BYTES = 1_048_576;
const STANDARD_OUTPUT = 1;

async function main(): Promise<void> {
  const store = await EvidenceStore.open({ folder, office: OfficeStore.open(folder) });
  const { received } = store.progress(id, username);
  const bytes = readFileSync(file).subarray(received);
  const slowly = async function* () {
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      yield bytes.subarray(at, at + PART_BYTES);
      writeSync(STANDARD_OUTPUT, `${received + at}\n`);
      await pause(20);
    }
  };
  await store.append(id, username, received, Readable.from(slowly()));
  writeSync(STANDARD_OUTPUT, 'done\n');
}

void main();
