import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder, as they lie on disk, that hold the bytes anywhere: in a page, in free space, in a log. */
export function filesHolding(folder: string, wanted: string | Uint8Array): readonly string[] {
  const bytes = Buffer.from(wanted as string);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => bytesOf(file).includes(bytes)).map((file) => relative(folder, file)).sort();
}

/** A file of a running ledger may be taken away, or renamed into its place, while it is looked at. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
