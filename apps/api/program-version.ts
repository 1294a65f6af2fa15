import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the nearest `package.json` above this file: the workspace's, wherever the built code lies. */
export function programVersion(folder = __dirname): string {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }).version;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return programVersion(dirname(folder));
  }
}
