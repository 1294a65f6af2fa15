import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of `libs`, of the sources or of what was built of them. */
const LIBS = join(__dirname, '../..');

/** What every report's bytes depend on, beside the registers: how events are decoded, rows kept and asked for, and bytes written. */
const ALWAYS = ['kit', 'fields', 'platform/read-store', 'platform/reports/report-run', 'platform/audit-log/canonical-json', 'platform/audit-log/report-manifest'];
const NOT_CODE = /(\.spec\.ts|\.d\.ts|\.map|\.md|\.fixture\.[jt]s|\.mjs)$/;
const IMPORTED_ROOM = /\bregisters\/([a-z0-9-]+)\/(domain|server|data)\b/g;

const known = new Map<string, string>();

/**
 * The SHA-256, in hexadecimal, of the code that a register's reports run through: of what every report needs, the register's
 * own rooms and every room these import. It stands in every manifest. A change anywhere else leaves it as it is; a change
 * within makes older manifests ask for the code that they were made with.
 */
export function codeVersion(register: string, libs = LIBS): string {
  const key = `${libs} ${register}`;
  const version = known.get(key) ?? hashOf(libs, [...ALWAYS.flatMap((place) => filesAt(libs, place)), ...filesOfRooms(libs, register)]);
  known.set(key, version);
  return version;
}

/** The files of the register's server room and, room by room, of what is imported from it. */
function filesOfRooms(libs: string, register: string): string[] {
  const rooms = new Set([`registers/${register}/server`]);
  const files: string[] = [];
  for (const room of rooms) {
    for (const file of filesAt(libs, room)) {
      files.push(file);
      for (const [, name, kind] of readFileSync(join(libs, file), 'utf8').matchAll(IMPORTED_ROOM)) rooms.add(`registers/${name}/${kind}`);
    }
  }
  return files;
}

/** The code files of a folder, or the one code file of this name. */
function filesAt(libs: string, place: string): string[] {
  const at = place.lastIndexOf('/');
  const own = entries(libs, place.slice(0, Math.max(0, at))).find((name) => isCode(name) && name.replace(/\.[jt]s$/, '') === place.slice(at + 1));
  if (own !== undefined) return [`${place.slice(0, at + 1)}${own}`];
  return entries(libs, place).flatMap((name) => (isCode(name) ? [`${place}/${name}`] : name.includes('.') || name === 'testing' ? [] : filesAt(libs, `${place}/${name}`)));
}

const isCode = (name: string): boolean => /\.([jt]s|json)$/.test(name) && !NOT_CODE.test(name);

function entries(libs: string, folder: string): string[] {
  try {
    return readdirSync(join(libs, folder)).sort();
  } catch {
    return [];
  }
}

function hashOf(libs: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...new Set(files)].sort()) {
    const content = readFileSync(join(libs, file));
    hash.update(`${file.replace(/\.[jt]s$/, '')}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
