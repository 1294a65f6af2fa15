import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UnreadableFile, type TypedRow } from '@ledger/platform/export';
import { readInThread } from '@ledger/platform/import';
import { Problem } from '../problems/problem';

export const IMPORT_BYTES_MAX = 16 * 1_048_576;
export const IMPORT_ROWS_MAX = 20_000;
const KINDS = ['.xlsx', '.csv', '.jsonl'];

/** A file of rows, read. */
export interface RowFile {
  readonly sha256: string;
  readonly rows: readonly TypedRow[];
}

/** Reads what arrives as the kind of file its name tells; throws `Problem` when that cannot be done. Nothing of it stays on the disk. */
export async function readRowFile(name: string, bytes: Readable): Promise<RowFile> {
  const kind = extname(name).toLowerCase();
  if (!KINDS.includes(kind)) throw new Problem(415, 'import.type-not-allowed', { allowed: KINDS.join(', ') });
  const folder = await mkdtemp(join(tmpdir(), 'ledger-import-'));
  const file = join(folder, `${randomUUID()}${kind}`);
  try {
    const sha256 = await received(bytes, file);
    return { sha256, rows: await rowsOf(file) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function received(bytes: Readable, file: string): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  const measured = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      hash.update(chunk);
      if (size > IMPORT_BYTES_MAX) done(new Problem(413, 'import.too-large', { max: IMPORT_BYTES_MAX }));
      else done(null, chunk);
    },
  });
  // The request outlives the refusal: it still has to be answered.
  await pipeline(bytes.iterator({ destroyOnReturn: false }), measured, createWriteStream(file, { mode: 0o600 }));
  return hash.digest('hex');
}

async function rowsOf(file: string): Promise<readonly TypedRow[]> {
  const rows = await readInThread(file, IMPORT_ROWS_MAX).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? unreadable(error) : error;
  });
  if (!rows) throw new Problem(422, 'import.too-many-rows', { max: IMPORT_ROWS_MAX });
  if (rows.length === 0) throw new Problem(422, 'import.no-rows');
  return rows;
}

const unreadable = ({ words }: UnreadableFile): Problem =>
  new Problem(422, 'import.unreadable', { reason: words.vi }, [{ path: 'file', code: 'import.unreadable', text: words }]);
