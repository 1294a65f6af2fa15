import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READER_GONE } from './closed-pipe';

const folder = mkdtempSync(join(tmpdir(), 'ledger-pipe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command whose reader goes before it has printed a word. */
async function withoutReader(args: readonly string[]): Promise<{ readonly code: number | null; readonly says: string }> {
  const child = spawn(process.execPath, ['dist/apps/cli/main.js', ...args], { env: { ...process.env, LEDGER_DATA: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let says = '';
  child.stderr.on('data', (text: Buffer) => (says += text));
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, says };
}

it.each([[['config']], [['config', '--format', 'json']], [['--help']]])('ends quietly when nobody reads on: %j', async (args) => {
  expect(await withoutReader(args)).toEqual({ code: READER_GONE, says: '' });
});
