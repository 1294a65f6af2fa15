'use strict';
// Loaded before a ledger's process while its tests run through our node: names the node that holds the folder's events.
const { spawnSync } = require('node:child_process');
const { isMainThread } = require('node:worker_threads');

const farm = process.env.LEDGER_TEST_THROUGH_NODE;
const [, main = '', ...args] = process.argv;

/** @returns {string} */
function folder() {
  const at = args.indexOf('--data');
  return at >= 0 && args[at + 1] ? args[at + 1] : process.env.LEDGER_DATA || './data';
}

if (farm && isMainThread && /apps[/\\](api|cli|worker)[/\\]main\.[jt]s$/.test(main) && !process.env.LEDGER_EVENT_STORE && !args.includes('node')) {
  const ask = `fetch(${JSON.stringify(`${farm}/?folder=${encodeURIComponent(require('node:path').resolve(folder()))}`)}).then((answer) => answer.text()).then((text) => process.stdout.write(text))`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', ask], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) throw new Error(`no node for the tests: ${stderr}`);
  process.env.LEDGER_EVENT_STORE = stdout;
}
