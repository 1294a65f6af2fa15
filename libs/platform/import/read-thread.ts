/** The thread that reads a file somebody sent: whatever is in it, nobody else waits for it. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Words } from '@ledger/kit';
import { readRows, UnreadableFile, type TypedRow } from '@ledger/platform/export';
import { SOON, stepBack } from '@ledger/platform/thread';

export interface ReadThreadSettings {
  readonly file: string;
  readonly rowsMax: number;
}

export type FromReadThread = { readonly rows: readonly TypedRow[] } | { readonly unreadable: Words } | { readonly tooManyRows: true };

async function read({ file, rowsMax }: ReadThreadSettings): Promise<FromReadThread> {
  await stepBack(SOON);
  const rows: TypedRow[] = [];
  try {
    for await (const row of readRows(file)) {
      if (rows.length === rowsMax) return { tooManyRows: true };
      rows.push(row);
    }
    return { rows };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.words };
    throw error;
  }
}

const answer = async (port: MessagePort, settings: ReadThreadSettings): Promise<void> => port.postMessage(await read(settings));

if (parentPort) void answer(parentPort, workerData as ReadThreadSettings);
