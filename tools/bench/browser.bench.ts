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
/** One step in so many goes a twentieth of the way, so that all of them together stay within it. */
const LEAP = 20;
const FIRST_LOAD_BYTES_MAX = 350_000;

const APPS = [{ name: 'admin app', path: '/', as: 'finance' }, { name: 'inspector app', path: '/inspector', as: 'inspector' }] as const;

/** Code of a first visit, compressed, with nothing cached. Reports are held back: charts are loaded once there is something to draw. */
async function firstBytes(browser: Browser, address: string, { path, as }: (typeof APPS)[number]): Promise<number> {
  const visitor = await Visitor.arrive(browser, { address, as });
  let answer = (): void => undefined;
  const counted = new Promise<void>((resolve) => (answer = resolve));
  await visitor.page.route('**/api/reports/**', (route) => counted.then(() => route.continue()));
  const sizes: Promise<number>[] = [];
  visitor.page.on('requestfinished', (request) => {
    if (/\.(js|css)(\?|$)/.test(request.url()) || request.resourceType() === 'document') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await visitor.open(path);
  await interactive(visitor);
  const bytes = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  answer();
  await visitor.leave();
  return bytes;
}

/** Milliseconds from the beginning of a visit until its page stands and the browser has nothing more to do. */
async function interactive({ page }: Visitor): Promise<number> {
  await page.locator('#content h1').waitFor();
  return page.evaluate('new Promise((done) => requestIdleCallback(() => done(performance.now())))');
}

/** A first visit as it is, with nothing cached. */
async function firstVisit(browser: Browser, address: string, { path, as }: (typeof APPS)[number]): Promise<number> {
  const visitor = await Visitor.arrive(browser, { address, as });
  await visitor.open(path);
  const ms = await interactive(visitor);
  await visitor.leave();
  return ms;
}

async function firstLoads(browser: Browser, { address }: BuiltServer): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const app of APPS) {
    const bytes: number[] = [];
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bytes.push(await firstBytes(browser, address, app));
      times.push(await firstVisit(browser, address, app));
    }
    rows.push({ suite: SUITE, name: `${app.name}: code of the first load, compressed`, value: median(bytes) / 1_000, unit: 'kB', most: FIRST_LOAD_BYTES_MAX / 1_000 });
    rows.push({ suite: SUITE, name: `${app.name}: first load until interactive`, value: median(times), unit: 'ms', most: 2_000 });
  }
  return rows;
}

const HAS_ROWS = `document.querySelector('tbody tr') && !document.querySelector('.lg-stale, .lg-loading')`;
const KNOWN_AT = '.lg-as-of-entry:nth-of-type(2) input';

/** A list opened from its register, and put at other moments. Each moment is a new one, so that no answer is at hand. */
async function lists(browser: Browser, { address }: BuiltServer): Promise<BenchRow[]> {
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
async function replay(browser: Browser, { address }: BuiltServer): Promise<BenchRow[]> {
  const visitor = await Visitor.arrive(browser, { address, as: 'inspector' });
  const { page } = visitor;
  page.setDefaultTimeout(120_000);
  await visitor.open('/inspector/replay?register=housing');
  await page.locator(`${SLIDER}[aria-valuemax="${EVENTS}"]`).waitFor();
  const step = (key: string): Promise<number> => timed(page, `const before = document.querySelector('${SLIDER}').getAttribute('aria-valuenow'); ${pressOn(SLIDER, key)}`, `document.querySelector('${SLIDER}').getAttribute('aria-valuenow') !== before`);
  await page.locator(SLIDER).press('Home');
  const steps: number[] = [];
  for (let at = 0; at < ROUNDS * STEPS; at += 1) steps.push(await step(at % LEAP === 0 ? 'PageUp' : 'ArrowRight'));
  await visitor.leave();
  return [
    { suite: SUITE, name: 'slider step, median', size: EVENTS, value: median(steps), unit: 'ms', most: 100 },
    { suite: SUITE, name: `slider step, slowest of ${ROUNDS * STEPS}`, size: EVENTS, value: Math.max(...steps), unit: 'ms', most: 100 },
  ];
}

const STEP_TIMES = '#content table tbody tr td:nth-of-type(2)';
const CHECK_MS_MAX = 60_000;

/** The whole check, until its result stands on the page: every event read from the server, hashed, put into the tree, compared with what was signed, and folded into tables. */
async function integrity(browser: Browser, server: BuiltServer): Promise<BenchRow[]> {
  await server.send('/api/operations/audit/checkpoint', { method: 'POST' });
  const whole: number[] = [];
  const folding: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const visitor = await Visitor.arrive(browser, { address: server.address, as: 'inspector' });
    const { page } = visitor;
    await visitor.open('/inspector/integrity');
    await page.locator('#content button.ant-btn-primary').waitFor();
    whole.push(await timed(page, `document.querySelector('#content button.ant-btn-primary').click()`, `document.querySelector('${STEP_TIMES}')`, CHECK_MS_MAX));
    const steps = await page.locator(STEP_TIMES).allInnerTexts();
    folding.push(Number.parseFloat(steps.at(-1)!.replace(',', '.')) * 1_000);
    await visitor.leave();
  }
  return [
    { suite: SUITE, name: 'integrity check in a worker', size: EVENTS, value: median(whole), unit: 'ms', most: 5_000 },
    { suite: SUITE, name: 'integrity check: of it, folding the tables again', size: EVENTS, value: median(folding), unit: 'ms' },
  ];
}

const PARTS: { readonly [name: string]: (browser: Browser, server: BuiltServer) => Promise<BenchRow[]> } = { 'first-load': firstLoads, lists, replay, integrity };

let measured = false;

/** What people wait for, in a real browser before the built server, both on this machine. Measured once, however many sizes are asked for. */
export async function run({ parts }: { readonly parts?: readonly string[] } = {}): Promise<BenchRow[]> {
  if (measured) return [];
  measured = true;
  const unknown = parts?.find((name) => !PARTS[name]);
  if (unknown !== undefined) throw new Error(`the suite browser has no part ${unknown}: it has ${Object.keys(PARTS).join(', ')}`);
  let server: BuiltServer | undefined;
  const browser = await launchChromium();
  try {
    server = await largeLedger(EVENTS);
    const rows: BenchRow[] = [];
    for (const part of parts ?? Object.keys(PARTS)) rows.push(...(await PARTS[part]!(browser, server)));
    return rows;
  } finally {
    await browser.close();
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  }
}
