import { rmSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import type { BuiltServer } from '../../apps/api/testing/built-server';
import { launchChromium } from '../../apps/journeys/testing/chromium';
import { largeLedger } from '../../apps/journeys/testing/large-ledger';
import { pressOn, timed, typeInto } from '../../apps/journeys/testing/timed';
import { Visitor } from '../../apps/journeys/testing/visitor';
import { median, type BenchRow } from './bench-row';

const SUITE = 'browser';
/** As many as the goals speak of, whatever size the other suites are measured at. */
const EVENTS = 50_000;
const ROUNDS = 5;
const STEPS = 40;
const FIRST_LOAD_BYTES_MAX = 350_000;

const APPS = [{ name: 'admin app', path: '/', as: 'finance' }, { name: 'inspector app', path: '/inspector', as: 'inspector' }] as const;

interface FirstLoad {
  readonly bytes: number;
  readonly ms: number;
}

/** A first visit, with nothing cached: what is loaded of the app's code, and when its page stands and the browser has nothing more to do. */
async function firstLoad(browser: Browser, address: string, { path, as }: (typeof APPS)[number]): Promise<FirstLoad> {
  const visitor = await Visitor.arrive(browser, { address, as });
  const sizes: Promise<number>[] = [];
  visitor.page.on('requestfinished', (request) => {
    if (/\.(js|css)(\?|$)/.test(request.url()) || request.resourceType() === 'document') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await visitor.open(path);
  await visitor.page.locator('#content h1').waitFor();
  const ms: number = await visitor.page.evaluate('new Promise((done) => requestIdleCallback(() => done(performance.now())))');
  const bytes = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  await visitor.leave();
  return { bytes, ms };
}

async function firstLoads(browser: Browser, address: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const app of APPS) {
    const loads: FirstLoad[] = [];
    for (let round = 0; round < ROUNDS; round += 1) loads.push(await firstLoad(browser, address, app));
    rows.push({ suite: SUITE, name: `${app.name}: code of the first load, compressed`, value: median(loads.map(({ bytes }) => bytes)) / 1_000, unit: 'kB', most: FIRST_LOAD_BYTES_MAX / 1_000 });
    rows.push({ suite: SUITE, name: `${app.name}: first load until interactive`, value: median(loads.map(({ ms }) => ms)), unit: 'ms', most: 2_000 });
  }
  return rows;
}

const HAS_ROWS = `document.querySelector('tbody tr') && !document.querySelector('.lg-stale, .lg-loading')`;
const KNOWN_AT = '.lg-as-of-entry:nth-of-type(2) input';

/** A list opened from its register, and put at other moments. Each moment is a new one, so that no answer is at hand. */
async function lists(browser: Browser, address: string): Promise<BenchRow[]> {
  const visitor = await Visitor.arrive(browser, { address, as: 'inspector' });
  const { page } = visitor;
  const opened: number[] = [];
  const switched: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await visitor.open('/registers/housing');
    await page.locator('#content a[href*="/registers/housing/houses"]').first().waitFor();
    opened.push(await timed(page, `document.querySelector('#content a[href*="/registers/housing/houses"]').click()`, HAS_ROWS));
    const day = `${String(10 + round)}/03/2024`;
    switched.push(await timed(page, typeInto(KNOWN_AT, day), `document.querySelector('.lg-in-past') && ${HAS_ROWS}`));
  }
  await visitor.leave();
  return [
    { suite: SUITE, name: 'list opened, of a table with a row for each event', size: EVENTS, value: median(opened), unit: 'ms', most: 500 },
    { suite: SUITE, name: 'the same put at a day in the past', size: EVENTS, value: median(switched), unit: 'ms', most: 1_000 },
  ];
}

const SLIDER = '[role=slider]';

/** Steps of the replay, from event to event and across the whole of it. */
async function replay(browser: Browser, address: string): Promise<BenchRow[]> {
  const visitor = await Visitor.arrive(browser, { address, as: 'inspector' });
  const { page } = visitor;
  page.setDefaultTimeout(120_000);
  await visitor.open('/inspector/replay?register=housing');
  await page.locator(`${SLIDER}[aria-valuemax="${EVENTS}"]`).waitFor();
  const step = (key: string): Promise<number> => timed(page, `const before = document.querySelector('${SLIDER}').getAttribute('aria-valuenow'); ${pressOn(SLIDER, key)}`, `document.querySelector('${SLIDER}').getAttribute('aria-valuenow') !== before`);
  const steps: number[] = [];
  for (let at = 0; at < STEPS; at += 1) steps.push(await step(at % 4 === 0 ? 'PageDown' : 'ArrowDown'));
  await visitor.leave();
  return [
    { suite: SUITE, name: 'slider step, median', size: EVENTS, value: median(steps), unit: 'ms', most: 100 },
    { suite: SUITE, name: 'slider step, slowest', size: EVENTS, value: Math.max(...steps), unit: 'ms' },
  ];
}

/** The whole check: every event read from the server, hashed, put into the tree, compared with what was signed, and folded into tables. */
async function integrity(browser: Browser, server: BuiltServer): Promise<BenchRow[]> {
  await server.send('/api/operations/audit/checkpoint', { method: 'POST' });
  const visitor = await Visitor.arrive(browser, { address: server.address, as: 'inspector' });
  const { page } = visitor;
  page.setDefaultTimeout(120_000);
  await visitor.open('/inspector/integrity');
  await page.locator('#content button.ant-btn-primary').click();
  const times = page.locator('#content table tbody tr td:nth-of-type(2)');
  await times.first().waitFor();
  const steps = (await times.allInnerTexts()).map((text) => Number.parseFloat(text.replace(',', '.')) * 1_000);
  await visitor.leave();
  return [
    { suite: SUITE, name: 'integrity check in a worker', size: EVENTS, value: steps.reduce((total, ms) => total + ms, 0), unit: 'ms', most: 5_000 },
    { suite: SUITE, name: 'integrity check: its last step, folding the tables again', size: EVENTS, value: steps.at(-1)!, unit: 'ms' },
  ];
}

let measured = false;

/** What people wait for, in a real browser before the built server, both on this machine. Measured once, however many sizes are asked for. */
export async function run(): Promise<BenchRow[]> {
  if (measured) return [];
  measured = true;
  let server: BuiltServer | undefined;
  const browser = await launchChromium();
  try {
    server = await largeLedger(EVENTS);
    const rows: BenchRow[] = [];
    for (const part of [firstLoads, lists, replay]) rows.push(...(await part(browser, server.address)));
    rows.push(...(await integrity(browser, server)));
    return rows;
  } finally {
    await browser.close();
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  }
}
