// The web apps to dist/web/, through Vite, and beside each file its compressed twins. Only an app whose sources changed is done again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { viteBuild } from './vite-build.mjs';
import { antdBuilt } from './antd-built.mjs';
import { antdStyles } from './antd-styles.mjs';
import { firstPageChunks } from './first-page-chunks.mjs';

const workspace = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const output = path.join(workspace, 'dist/web');
/** Each app, and where the server answers its pages. */
const apps = { admin: '/', inspector: '/inspector/' };
/** What a bundle may be made of, beside the app's own folder. */
const shared = ['libs/kit', 'libs/fields', 'libs/ui', 'libs/registers'];
/** The inspectors' app also folds events and checks proofs, with the server's own code. */
const further = { admin: [], inspector: ['apps/inspector/source', 'libs/platform'] };
/** Keeps an app's files in the browser; the names of the files are put in here. */
const serviceWorkers = { inspector: 'apps/inspector/service-worker.js' };
/** What each app shows first: loaded with it, in one piece. */
const firstPages = { admin: 'apps/admin/app/pages/overview/overview-page.tsx', inspector: 'apps/inspector/app/pages/workbench/workbench.tsx' };
const decidesOutput = ['tools/workspace/build-web.mjs', 'tools/workspace/antd-built.mjs', 'tools/workspace/antd-styles.mjs', 'tools/workspace/first-page-chunks.mjs', 'tools/workspace/vite-build.mjs', 'package-lock.json'];
const notBundled = /\.spec\.tsx?$|\.md$/;
const serverOnly = /\/server\//;
const compressible = /\.(html|js|css|svg|json)$/;
const COMPRESSED_BYTES_MIN = 1_024;

function* filesUnder(folder) {
  for (const entry of readdirSync(path.join(workspace, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(file);
    else if (!notBundled.test(file)) yield file;
  }
}

function hashOf(app) {
  const hash = createHash('sha256');
  const files = [...decidesOutput, ...[serviceWorkers[app] ?? []].flat(), ...[`apps/${app}/app`, ...shared, ...further[app]].flatMap((folder) => [...filesUnder(folder)])].filter((file) => app !== 'admin' || !serverOnly.test(file)).sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(workspace, file))).update('\0');
  return hash.digest('hex');
}

const stateFile = (app) => path.join(output, `${app}.hash`);
const known = (app) => (existsSync(stateFile(app)) && existsSync(path.join(output, app, 'index.html')) ? readFileSync(stateFile(app), 'utf8') : '');

/** Bundled twice: the first time to learn what the app starts with, and which of antd's styles it has. */
async function bundle(app, folder) {
  const { default: react } = await import('@vitejs/plugin-react');
  const bundleWith = (plugin, build) => viteBuild({
    root: path.join(workspace, `apps/${app}/app`),
    base: apps[app],
    publicDir: false,
    plugins: [plugin, react()],
    resolve: { alias: { '@ledger': path.join(workspace, 'libs') } },
    worker: { format: 'es' },
    // Sizes are told by the browser tests; a page's policy allows no inline scripts, so nothing is inlined.
    build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 2_000, modulePreload: { polyfill: false }, ...build },
  });
  const { plugin, styleModules } = antdBuilt(workspace, { css: '', tokens: { light: {}, dark: {} } });
  const { output } = await bundleWith(plugin, { write: false, minify: false });
  const chunks = output.filter(({ type }) => type === 'chunk');
  const groups = firstPageChunks(chunks, path.join(workspace, firstPages[app]));
  const used = new Set(chunks.flatMap(({ moduleIds }) => moduleIds));
  const styles = antdStyles(workspace, [...styleModules].filter((module) => used.has(module)));
  await bundleWith(antdBuilt(workspace, styles).plugin, { outDir: folder, emptyOutDir: true, rolldownOptions: { output: { codeSplitting: { groups } } } });
}

/** Brotli and gzip twins, made once here so that no answer waits for them. */
async function compress(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter((file) => compressible.test(file) && statSync(file).size >= COMPRESSED_BYTES_MIN);
  await Promise.all(files.map(async (file) => {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }));
}

/** Written last: it names every file of the app. */
function addServiceWorker(app, folder) {
  const source = serviceWorkers[app];
  if (!source) return;
  const files = readdirSync(folder, { recursive: true }).map((name) => name.split(path.sep).join('/')).filter((name) => statSync(path.join(folder, name)).isFile()).sort();
  const version = createHash('sha256');
  for (const name of files) version.update(`${name}\0`).update(readFileSync(path.join(folder, name)));
  const text = readFileSync(path.join(workspace, source), 'utf8').replace('self.__FILES__', JSON.stringify(files)).replace('self.__VERSION__', JSON.stringify(version.digest('hex').slice(0, 16)));
  writeFileSync(path.join(folder, 'service-worker.js'), text);
}

async function make(app, hash) {
  const partial = path.join(output, `${app}.${process.pid}.partial`);
  try {
    await bundle(app, partial);
    addServiceWorker(app, partial);
    await compress(partial);
    // A server that starts now sees the old app or the new one.
    rmSync(path.join(output, app), { recursive: true, force: true });
    renameSync(partial, path.join(output, app));
    writeFileSync(stateFile(app), hash);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @returns {Promise<{ built: string[], errors: string[] }>} the apps that were made anew */
export async function buildWeb() {
  mkdirSync(output, { recursive: true });
  const built = [];
  const errors = [];
  for (const app of Object.keys(apps)) {
    const hash = hashOf(app);
    if (known(app) === hash) continue;
    try {
      await make(app, hash);
      built.push(app);
    } catch (error) {
      errors.push(`apps/${app}: ${error.message}`);
    }
  }
  return { built, errors };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const { built, errors } = await buildWeb();
  for (const error of errors) console.error(error);
  console.log(`Web apps built: ${built.join(', ') || 'none had changed'}, in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}
