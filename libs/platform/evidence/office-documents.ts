import type { FileHandle } from 'node:fs/promises';

const END_RECORD_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const DIRECTORY_BYTES_MAX = 1_048_576;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;

const MAIN_PARTS: readonly { readonly part: string; readonly type: string }[] = [
  { part: 'word/document.xml', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { part: 'xl/workbook.xml', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
];

/** Which kind of office document a ZIP file is, by the names in its directory; undefined for other ZIP files and for those with macros. */
export async function officeTypeOf(file: FileHandle, size: number): Promise<string | undefined> {
  const names = await namesIn(file, size);
  if (!names?.has('[Content_Types].xml') || [...names].some((name) => /vbaProject|\.bin$/i.test(name))) return undefined;
  const kinds = MAIN_PARTS.filter(({ part }) => names.has(part));
  return kinds.length === 1 ? kinds[0]!.type : undefined;
}

async function namesIn(file: FileHandle, size: number): Promise<ReadonlySet<string> | undefined> {
  const tail = await read(file, Math.max(0, size - END_RECORD_BYTES - COMMENT_BYTES_MAX), size);
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (length > DIRECTORY_BYTES_MAX || start + length > size) return undefined;
    return namesOf(await read(file, start, start + length));
  }
  return undefined;
}

function namesOf(directory: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE; ) {
    const [name, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    names.add(directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + name).toString('utf8'));
    at += ENTRY_BYTES + name + extra + comment;
  }
  return names;
}

async function read(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
