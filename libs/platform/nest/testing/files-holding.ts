import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder, as they lie on disk, that hold the bytes anywhere: in a page, in free space, in a log. */
export function filesHolding(folder: string, wanted: string | Uint8Array): readonly string[] {
  const bytes = Buffer.from(wanted as string);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => readFileSync(file).includes(bytes)).map((file) => relative(folder, file)).sort();
}
