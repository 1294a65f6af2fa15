import { join } from 'node:path';
import { UnreadableFile, type TypedRow } from '@ledger/platform/export';
import { startThread } from '@ledger/platform/thread';
import type { FromReadThread, ReadThreadSettings } from './read-thread';

const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
const READ_MS_MAX = 60_000;

/**
 * Reads a file of rows in a thread of its own, within bounds of memory and time.
 * @throws UnreadableFile when it cannot be read, or is more than that; undefined when it has more than `rowsMax` rows.
 */
export async function readInThread(file: string, rowsMax: number): Promise<readonly TypedRow[] | undefined> {
  const answer = await answerOf({ file, rowsMax });
  if ('unreadable' in answer) throw new UnreadableFile(file, answer.unreadable);
  return 'rows' in answer ? answer.rows : undefined;
}

function answerOf(settings: ReadThreadSettings): Promise<FromReadThread> {
  const worker = startThread(join(__dirname, 'read-thread'), { workerData: settings, resourceLimits: LIMITS });
  let timer: NodeJS.Timeout | undefined;
  return new Promise<FromReadThread>((resolve, reject) => {
    timer = setTimeout(() => reject(new UnreadableFile(settings.file, { vi: `đọc lâu quá ${READ_MS_MAX / 1_000} giây`, en: `takes longer than ${READ_MS_MAX / 1_000} s to read` })), READ_MS_MAX);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnreadableFile(settings.file, { vi: 'cần nhiều bộ nhớ hơn mức cho phép', en: 'takes more memory to read than there is for it' }) : error));
    worker.once('exit', () => reject(new UnreadableFile(settings.file, { vi: 'không đọc được đến hết tệp', en: 'could not be read to its end' })));
  }).finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}
