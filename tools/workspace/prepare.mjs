// What every command does first: check Node.js, install what is missing. No dependency, since node_modules may be absent.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const oldest = [20, 19];

/** Ends the process with one line a person can act on. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isOldEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  if (!isOldEnough) fail(`Node.js ${oldest.join('.')} or later is needed; this is ${process.versions.node} (https://nodejs.org).`);
}

const readJson = (file) => JSON.parse(readFileSync(path.join(workspace, file), 'utf8'));

/** npm writes what it installed into a hidden lock; comparing it with ours needs no marker that could lie. */
function isInstalled() {
  let installed;
  try {
    installed = readJson('node_modules/.package-lock.json').packages;
  } catch {
    return false;
  }
  const wanted = Object.entries(readJson('package-lock.json').packages);
  return wanted.every(([place, { version, optional, link }]) => {
    const needed = place !== '' && !optional && !link;
    return !needed || installed[place]?.version === version;
  });
}

/** npm as the script that runs us, or the one on the path. */
function runNpm(args) {
  const npmScript = process.env.npm_execpath;
  const viaScript = npmScript !== undefined && /\.c?js$/.test(npmScript);
  const options = { cwd: workspace, stdio: ['ignore', 2, 2] };
  return viaScript
    ? spawnSync(process.execPath, [npmScript, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function install() {
  if (isInstalled()) return;
  process.stderr.write('Installing packages (about a minute) …\n');
  const started = Date.now();
  const { status, error } = runNpm(['ci', '--include=dev', '--loglevel=error']);
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail('Installing packages failed (npm says why above). Without a network, check the registry or proxy in your npm configuration.');
  process.stderr.write(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** Checks Node.js, installs what is missing, builds what changed. Says something only when there is something to do. */
export async function prepare() {
  checkNode();
  install();
  const { build } = await import('./build.mjs');
  const { changed, removed, errors } = await build();
  if (errors.length > 0) fail(['The build failed:', ...errors].join('\n'));
  if (changed + removed > 0) process.stderr.write(`Built ${changed} files.\n`);
}
