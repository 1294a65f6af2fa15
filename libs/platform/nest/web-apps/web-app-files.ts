import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
};

/** What is still being built has a dot in its name. */
const NAME = /^[a-z-]+$/;

export type Encoding = 'br' | 'gzip';

/** One file of a web app, with its compressed twins if it has any. */
export interface WebAppFile {
  readonly type: string;
  readonly bytes: Buffer;
  readonly encoded: ReadonlyMap<Encoding, Buffer>;
  readonly etag: string;
  /** Its name holds a hash of its content, so that it never changes. */
  readonly immutable: boolean;
}

/** A built web app, by path under its folder, with forward slashes: `index.html`, `assets/…`. */
export type WebApp = ReadonlyMap<string, WebAppFile>;

/** Apps by the path they are served at: `/`, `/inspector`. */
export type WebApps = ReadonlyMap<string, WebApp>;

/** The apps that were built into a folder, each in a folder of its name: `admin` is served at `/`, every other one at its name. */
export function webAppsIn(folder: string): WebApps {
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && NAME.test(entry.name)).map(({ name }) => name) : [];
  return new Map(names.flatMap((name) => {
    const app = readWebApp(join(folder, name));
    return app ? [[name === 'admin' ? '/' : `/${name}`, app] as const] : [];
  }));
}

/** Reads a built app into memory: a few megabytes, and no request touches the disk. Undefined when it was not built. */
function readWebApp(folder: string): WebApp | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [name.split(sep).join('/'), readFile(folder, name)]));
}

function readFile(folder: string, name: string): WebAppFile {
  const bytes = readFileSync(join(folder, name));
  const twins = ([['br', '.br'], ['gzip', '.gz']] as const).flatMap(([encoding, suffix]) => {
    const twin = join(folder, name + suffix);
    return existsSync(twin) ? [[encoding, readFileSync(twin)] as const] : [];
  });
  return {
    type: TYPES[extname(name)]!,
    bytes,
    encoded: new Map(twins),
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    immutable: name.startsWith(`assets${sep}`),
  };
}
