// The verifier of bundles: its few modules in one file without dependencies, the same bytes on every machine.
import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { viteBuild } from './vite-build.mjs';

const ENTRY = 'apps/verify-bundle/main.ts';
export const VERIFIER = 'verify-bundle.mjs';
const HEADER = '#!/usr/bin/env node\n// Verifies a bundle of the program ledger offline: node verify-bundle.mjs --help. Apache-2.0.\n';

/** Whether a source is one that the verifier is made of. */
export const isOfVerifier = (file) => /^(apps\/verify-bundle|libs\/platform\/audit-log)\//.test(file);

/** Bundles the verifier into `dist` and gives the SHA-256 of the file, in hexadecimal. */
export async function buildVerifier(workspace, dist) {
  const result = await viteBuild({
    root: workspace,
    resolve: { alias: [{ find: /^@ledger\/(.*)$/, replacement: `${workspace.replaceAll(path.sep, '/')}/libs/$1` }] },
    build: {
      write: false,
      minify: false,
      target: 'node20',
      ssr: ENTRY,
      rollupOptions: { external: [...builtinModules, /^node:/], output: { format: 'es', codeSplitting: false } },
    },
  });
  const [chunk, ...others] = result.output;
  if (others.length > 0) throw new Error(`the verifier is to be one file, not ${others.length + 1}`);
  const foreign = chunk.imports.filter((name) => !name.startsWith('node:'));
  if (foreign.length > 0) throw new Error(`the verifier must depend on nothing: ${foreign.join(', ')}`);
  const file = path.join(dist, VERIFIER);
  mkdirSync(dist, { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, HEADER + chunk.code);
  renameSync(partial, file);
  return verifierHash(dist);
}

/** Undefined when there is no verifier yet. */
export function verifierHash(dist) {
  const file = path.join(dist, VERIFIER);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined;
}
