import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { BuiltServer } from '../api/testing/built-server';
import { launchChromium } from './testing/chromium';
import { householdOf, largeLedger } from './testing/large-ledger';
import { Visitor } from './testing/visitor';

jest.setTimeout(240_000);

const HOUSES = 50_000;
const SLIDER = '[role=slider]';

describe('a ledger of 50,000 events', () => {
  let server: BuiltServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([largeLedger(HOUSES), launchChromium()]);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  });

  const arrive = async (path: string, width = 1440): Promise<Visitor> => {
    const visitor = await Visitor.arrive(browser, { address: server.address, as: 'inspector', width });
    visitor.page.setDefaultTimeout(60_000);
    await visitor.open(path);
    return visitor;
  };
  const leave = async (visitor: Visitor): Promise<void> => {
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  };
  const firstCell = (page: Page): Promise<string> => page.locator('tbody tr').first().locator('td').first().innerText();

  it('is listed page by page, from either end, found by one code, and more than 10,000 of its rows are downloaded at once', async () => {
    const visitor = await arrive('/registers/housing/houses?order=household');
    const { page } = visitor;
    await page.getByText(householdOf(1), { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.waitForURL(/offset=/);
    await page.getByText(householdOf(1), { exact: true }).waitFor({ state: 'detached' });
    expect(await page.locator('.lg-pages').innerText()).toMatch(/Dòng \d+–\d+/);
    await visitor.open('/registers/housing/houses?order=-household');
    await page.getByText(householdOf(HOUSES), { exact: true }).waitFor();
    await visitor.open(`/registers/housing/houses?household=${householdOf(31_415)}`);
    await page.locator('tbody tr').filter({ hasText: householdOf(31_415) }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await visitor.violations()).toEqual([]);
    await visitor.open('/registers/housing/houses?kind=repair&order=household');
    await page.locator('tbody tr').nth(1).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải CSV' }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.filter((line) => /H\d{7}/.test(line))).toHaveLength(Math.floor(HOUSES / 3));
    await leave(visitor);
  });

  it('is listed as it was known on a day in between, on a phone too', async () => {
    const visitor = await arrive('/registers/housing/houses?order=-household&knownAt=2024-03-11', 360);
    await visitor.page.locator('tbody tr').first().waitFor();
    // One house a minute since 07:00 of 2 March in the ledger's zone.
    const known = Number((await firstCell(visitor.page)).replace(/\D/g, ''));
    expect(known).toBe((9 * 24 + 17) * 60 - 1);
    expect(await visitor.overflow()).toBe(0);
    await leave(visitor);
  });

  it('is replayed from end to end: by key, by the slider, and from an address', async () => {
    const visitor = await arrive('/inspector/replay?register=housing');
    const { page } = visitor;
    const at = async (): Promise<number> => Number(await page.locator(SLIDER).getAttribute('aria-valuenow'));
    await page.locator(`${SLIDER}[aria-valuemax="${HOUSES}"]`).waitFor();
    const stands = (at: number): Promise<void> => page.locator(`${SLIDER}[aria-valuenow="${at}"]`).waitFor();
    await page.locator(SLIDER).focus();
    await page.keyboard.press('Home');
    await stands(1);
    await page.keyboard.press('ArrowRight');
    await stands(2);
    await page.getByText(householdOf(2)).first().waitFor();
    await page.keyboard.press('End');
    await stands(HOUSES);
    await page.getByText(householdOf(HOUSES)).first().waitFor();
    const box = (await page.locator(SLIDER).boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(`${SLIDER}[aria-valuenow="${HOUSES}"]`).waitFor({ state: 'detached' });
    expect(Math.abs((await at()) - HOUSES / 2)).toBeLessThan(HOUSES / 100);
    // Of a long list only what is seen is in the page.
    expect(await page.locator('.lg-event-list *').count()).toBeLessThan(1_000);
    expect(await visitor.violations()).toEqual([]);
    const rested = await at();
    await page.waitForURL(/[?&]at=\d+/);
    await page.reload();
    await page.locator(`${SLIDER}[aria-valuemax="${HOUSES}"]`).waitFor();
    await stands(rested);
    await leave(visitor);
  });
});
