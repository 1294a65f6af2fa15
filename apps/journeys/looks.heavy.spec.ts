import type { Page } from '@playwright/test';
import { COMMUNE, LINE, paper } from '../api/testing/small-province';
import { prepareWays } from './six/ways';
import { wrongOnPaper } from './testing/paper';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(300_000);

const HOUSE = 'H0286900001';
const PAYMENT = 'TT-1';
const HEIGHT = 900;
const DESK = 1440;
/** A window of 1440 px at twice its size (WCAG 2.2, 1.4.4). */
const TWICE = 720;
/** What 1.4.10 asks for. */
const PHONE = 320;

interface Tour {
  readonly as: string;
  /** Where the menu is read from. */
  readonly from: string;
  /** Of the menu, what nobody before them came to. */
  readonly only?: RegExp;
  /** Pages that no menu leads to. */
  readonly further: readonly string[];
}

const line = encodeURIComponent(LINE);

const tours: readonly Tour[] = [
  { as: 'finance', from: '/', further: [`/funds/payments/${line}/${PAYMENT}`, `/housing/houses/${HOUSE}`, `/history/funds.line-${line}`, `/registers/housing/houses?row=${HOUSE}`, '/commands/AssignCapitalPlan', '/reports/overdue-funds?asOf=2024-06-30', '/nowhere'] },
  { as: 'operator', from: '/operations', only: /^\/operations|\/(persons|access)$/, further: ['/registers/access/accounts', '/commands/GrantRole'] },
  { as: 'inspector', from: '/inspector/', further: [`/inspector/replay?stream=housing.house-${HOUSE}`, '/inspector/events/3', '/inspector/people?person=approver', `/inspector/lanes?stream=housing.house-${HOUSE}`, '/inspector/signals/funds.approved-by-requester', '/inspector/compare?fiscalYear=2024&aAsOf=2024-01-01', `/inspector/history/funds.line-${line}`, `/inspector/registers/housing/houses?row=${HOUSE}`] },
];

async function settle(page: Page): Promise<void> {
  await page.locator('#content h1').first().waitFor();
  await page.locator('.lg-loading, .lg-log-progress').first().waitFor({ state: 'detached' });
}

const press = (page: Page, name: string): Promise<unknown> => page.evaluate(`[...document.querySelectorAll('.lg-header button')].find((each) => each.textContent === '${name}').click()`);

/** The page as it is at each look, and everything that is wrong with it. */
async function wrongWith(visitor: Visitor): Promise<readonly string[]> {
  const { page } = visitor;
  const wrong: string[] = [];
  const note = async (look: string, found: Promise<readonly string[]>): Promise<void> => void wrong.push(...(await found).map((each) => `${look}: ${each}`));
  const overflow = async (): Promise<readonly string[]> => ((await visitor.overflow()) === 0 ? [] : [`wider than its window by ${await visitor.overflow()} px`]);
  const isSet = async (what: 'lang' | 'theme', value: string): Promise<readonly string[]> => {
    const is = await page.evaluate(what === 'lang' ? 'document.documentElement.lang' : 'document.documentElement.dataset.theme');
    return is === value ? [] : [`${what} is ${String(is)}`];
  };

  await note('dark', isSet('theme', 'dark'));
  await note('dark', visitor.violations());
  await note('printed', wrongOnPaper(page));
  await page.setViewportSize({ width: TWICE, height: HEIGHT });
  await press(page, 'English');
  await note('in English at 200 %', isSet('lang', 'en'));
  await note('in English at 200 %', overflow());
  await page.setViewportSize({ width: PHONE, height: HEIGHT });
  await press(page, 'Light');
  await press(page, 'Tiếng Việt');
  await note('light at 320 px', isSet('theme', 'light'));
  await note('light at 320 px', overflow());
  await note('light at 320 px', visitor.violations());
  await page.setViewportSize({ width: DESK, height: HEIGHT });
  return wrong;
}

describe('every page', () => {
  const app = servedApp();
  const on = (effectiveOn: string) => ({ ...paper, effectiveOn });
  beforeAll(async () => {
    const { server } = app;
    await prepareWays(server);
    await server.done('PreparePayment', { line: LINE, payment: PAYMENT, kind: 'completed-volume', amount: '300000', ...on('2024-04-01') }, 'officer');
    await server.done('SetHousingNorm', { norm: 'new-2024', kind: 'new', amount: '60000', ...on('2024-01-10') }, 'finance');
    await server.done('ProposeHouse', { household: HOUSE, commune: COMMUNE, kind: 'new', ...on('2024-03-05') }, 'officer');
    await server.done('ApproveHouse', { household: HOUSE, norm: 'new-2024', kind: 'new', amount: '60000', ...on('2024-03-10') }, 'approver');
  }, 60_000);

  it.each(tours)('of $as: dark, in English at 200 %, light at 320 px, and printed', async ({ as, from, only, further }) => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as, width: DESK, height: HEIGHT });
    const { page } = visitor;
    // Of several sets of criteria one has to be chosen first.
    visitor.expect(/422 .*\/api\/reports\/criteria-matrix/);
    await page.addInitScript(`localStorage.setItem('ledger-theme', 'dark')`);
    await visitor.open(from);
    await settle(page);
    const menu: readonly string[] = await page.evaluate(`[...new Set([...document.querySelectorAll('#menu a')].map((link) => link.getAttribute('href').split('?')[0]))]`);
    const addresses = [...menu.filter((address) => only?.test(address) ?? true), ...further];
    expect(addresses.length).toBeGreaterThan(8);
    const found: unknown[] = [];
    for (const address of addresses) {
      await visitor.open(address);
      await settle(page);
      const wrong = await wrongWith(visitor);
      if (wrong.length > 0) found.push([address, wrong]);
    }
    expect(found).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
