import type { Locator } from '@playwright/test';
import { fiscalYear } from '@ledger/fields';
import { compareTexts } from '../../inspector/app/pages/compare-texts';
import type { Walk } from './walk';

/** The year of the line that `fundLine` opened, and the day before its plan was assigned. */
const YEAR = '2025';
const PAST = { vi: '1/1/2025', en: '2025-01-01' };
const CHANGE = 'td.lg-number strong';

/** An amount as it is shown, in whole units of the page: nothing here is finer. */
const amountOf = (shown: string): bigint => BigInt(shown.replace(/[^\d-]/g, ''));
const sizeOf = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** The row whose figure changed most. */
async function largestChange(rows: Locator): Promise<Locator> {
  const changes = await Promise.all((await rows.all()).map(async (row) => ({ row, change: sizeOf(amountOf(await row.locator(CHANGE).innerText())) })));
  return changes.reduce((most, each) => (each.change > most.change ? each : most)).row;
}

/** The first half of journey 4: an inspector compares a past day with today, opens the largest difference, sees the events behind it, and they add up to it. */
export async function comparesMoments(walk: Walk): Promise<void> {
  const { say, screen: { language } } = walk;
  const inspector = await walk.arrive('inspector', '/inspector/compare');
  const { page } = inspector;
  await page.getByLabel(say(fiscalYear().label)).fill(YEAR);
  await page.getByRole('group', { name: say(compareTexts.momentA) }).getByRole('textbox', { name: say(compareTexts.effective) }).fill(PAST[language]);
  await page.waitForURL(/aAsOf=[^&]*2025-01-01/);
  const rows = page.locator('#content tbody tr').filter({ has: page.locator(CHANGE) });
  await walk.look(inspector, rows.locator('summary'));

  const largest = await largestChange(rows);
  await largest.locator('summary').click();
  const explaining = largest.locator('.lg-explaining > li');
  await explaining.first().waitFor();
  const parts = await explaining.locator('strong').allInnerTexts();
  expect(parts.map(amountOf).reduce((sum, each) => sum + each, 0n)).toBe(amountOf(await largest.locator(CHANGE).innerText()));
  await largest.getByText(say(compareTexts.fits)).first().waitFor();
  expect(await page.locator('#content tfoot .lg-check-good').count()).toBeGreaterThan(0);
  expect(await page.locator('.lg-check-bad').count()).toBe(0);
  await walk.look(inspector);

  await explaining.getByRole('link').first().click();
  await page.waitForURL(/\/inspector\/history\//);
  await walk.look(inspector, page.locator('.lg-history'));
}
