import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { loadedDemo } from '../../apps/api/testing/loaded-demo';
import { launchChromium } from '../../apps/journeys/testing/chromium';
import { Visitor } from '../../apps/journeys/testing/visitor';
import { pictured, type Pictured } from './pages';

const FOLDER = join(__dirname, '../../docs/screenshots');
const BYTES_MAX = 300_000;
const WIDTH = 1_440;
const HEIGHT = 780;
const LIVE_MS = 1_000;

const HELP = `npm run screenshots -- [name …] [--from http://127.0.0.1:4600]

Draws the main pages in Vietnamese, ${WIDTH} px wide, over the demo province, into docs/screenshots/<name>.png.
Names: ${pictured.map(({ name }) => name).join(', ')} (default: all).
--from A   a server that runs already with the demo loaded; without it one is started and loaded, and stopped afterwards
`;

async function draw(browser: Browser, address: string, { name, as, path, shows, first }: Pictured): Promise<string> {
  const visitor = await Visitor.arrive(browser, { address, as, width: WIDTH, height: HEIGHT });
  const { page } = visitor;
  await visitor.open(path);
  await page.locator(shows).first().waitFor({ timeout: 60_000 });
  await first?.(page);
  await page.locator('.lg-loading').first().waitFor({ state: 'detached', timeout: 60_000 });
  await page.waitForTimeout(LIVE_MS);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(file);
  if (size > BYTES_MAX) throw new Error(`${name}.png has ${size} bytes, more than ${BYTES_MAX}`);
  if (visitor.unexpected.length > 0) throw new Error(`${name}: the console says ${visitor.unexpected.join('\n')}`);
  await visitor.leave();
  return `${name}.png ${Math.round(size / 1_000)} kB`;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return void process.stdout.write(HELP);
  const from = args.includes('--from') ? args[args.indexOf('--from') + 1] : undefined;
  const names = args.filter((arg) => arg !== '--from' && arg !== from);
  const unknown = names.filter((name) => !pictured.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`there is no page called ${unknown.join(', ')}\n${HELP}`);
  mkdirSync(FOLDER, { recursive: true });
  const demo = from === undefined ? await loadedDemo() : undefined;
  const browser = await launchChromium();
  try {
    const chosen = pictured.filter(({ name }) => names.length === 0 || names.includes(name));
    const failures: string[] = [];
    for (const each of chosen) await draw(browser, demo?.address ?? from!, each).then((line) => process.stdout.write(`${line}\n`), (error: unknown) => failures.push(`${each.name}: ${String(error)}`));
    if (failures.length > 0) throw new Error(failures.join('\n'));
  } finally {
    await browser.close();
    await demo?.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`screenshots: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
