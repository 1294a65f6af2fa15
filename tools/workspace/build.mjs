// Sources to dist/, file by file: TypeScript through swc, everything else copied; then the web apps. Only what changed is done again.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildVerifier, isOfVerifier, verifierHash } from './build-verifier.mjs';
import { isOfBrowser } from './browser-sources.mjs';
import { buildWeb } from './build-web.mjs';
import { spreadFromEmpty } from './spread-from-empty.cjs';

const workspace = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const dist = path.join(workspace, 'dist');
const stateFile = path.join(dist, '.build.json');
const tops = new Set(['apps', 'libs', 'tools']);
const notShipped = [/\.spec\.tsx?$/, /\.d\.ts$/, /\.md$/, /^tools\/(workspace|house-rules)\//, isOfBrowser];
const decidesOutput = ['.swcrc', 'tools/workspace/build.mjs', 'tools/workspace/spread-from-empty.cjs', 'tools/workspace/build-verifier.mjs', 'tools/workspace/vite-build.mjs', 'package-lock.json'];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const read = (file) => readFileSync(path.join(workspace, file));

function* filesUnder(folder) {
  for (const entry of readdirSync(path.join(workspace, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* filesUnder(file);
    else if (entry.isFile() && !notShipped.some((pattern) => pattern.test(file))) yield file;
  }
}

/** Every shipped source with the hash of its bytes. */
function hashSources() {
  const files = readdirSync(workspace).filter((name) => tops.has(name)).flatMap((top) => [...filesUnder(top)]);
  return Object.fromEntries(files.map((file) => [file, sha256(read(file))]));
}

function readState() {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8'));
  } catch {
    return { key: '', files: {} };
  }
}

const isTypeScript = (file) => /\.tsx?$/.test(file);
const outputOf = (file) => path.join(dist, file.replace(/\.tsx?$/, '.js'));

/** Readers never see half a file: it appears under its name only when it is whole. */
function writeWhole(file, content) {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, content);
  renameSync(partial, file);
}

/** `@ledger/x` means libs/x; plain Node.js knows no alias, so dist/ says where that is from here. */
function resolveAlias(code, file) {
  const toLibs = path.posix.relative(path.posix.dirname(file), 'libs');
  const here = toLibs.startsWith('.') ? toLibs : `./${toLibs}`;
  return code.replace(/(require|require\.resolve|import)\((["'])@ledger\//g, `$1($2${here}/`);
}

async function transpile(swc, file) {
  const { code, map } = await swc.transform(spreadFromEmpty(read(file).toString('utf8'), file), {
    configFile: false,
    ...JSON.parse(read('.swcrc').toString('utf8')),
    $schema: undefined,
    filename: path.join(workspace, file),
    sourceFileName: path.relative(path.dirname(outputOf(file)), path.join(workspace, file)).replaceAll(path.sep, '/'),
  });
  const output = outputOf(file);
  writeWhole(`${output}.map`, map);
  writeWhole(output, `${resolveAlias(code, file)}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
}

async function produce(changed) {
  const swc = changed.some(isTypeScript) ? (await import('@swc/core')).default : undefined;
  const results = await Promise.allSettled(
    changed.map(async (file) => (isTypeScript(file) ? transpile(swc, file) : writeWhole(outputOf(file), read(file)))),
  );
  return results.flatMap(({ reason }, index) => (reason ? [`${changed[index]}: ${reason.message}`] : []));
}

function removeOutputs(files) {
  for (const file of files) for (const suffix of ['', '.map']) rmSync(outputOf(file) + suffix, { force: true });
}

/** @returns {Promise<{ changed: number, removed: number, errors: string[] }>} */
export async function build() {
  const key = sha256(decidesOutput.map((file) => sha256(read(file))).join());
  const before = readState();
  if (before.key !== key) rmSync(dist, { recursive: true, force: true });
  const known = before.key === key ? before.files : {};

  const files = hashSources();
  const changed = Object.keys(files).filter((file) => known[file] !== files[file]);
  const removed = Object.keys(known).filter((file) => !(file in files));
  removeOutputs(removed);
  const errors = await produce(changed);
  if (errors.length === 0 && (verifierHash(dist) === undefined || changed.some(isOfVerifier))) await buildVerifier(workspace, dist);
  if (errors.length === 0 && changed.length + removed.length > 0) writeWhole(stateFile, JSON.stringify({ key, files }));
  const web = await buildWeb();
  return { changed: changed.length + web.built.length, removed: removed.length, errors: [...errors, ...web.errors] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const { changed, removed, errors } = await build();
  for (const error of errors) console.error(error);
  console.log(`dist/verify-bundle.mjs sha256:${verifierHash(dist)}`);
  console.log(`Built ${changed} files, removed ${removed}, in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}
