import { importTexts, verdictSigns } from '@ledger/ui/import/texts';
import { shownNumber } from '@ledger/ui/table/shown';
import { COMMUNE } from '../../api/testing/small-province';
import type { Visitor } from '../testing/visitor';
import type { Walk } from './walk';

const ROWS = 200;
const BAD_ROWS: { readonly [row: number]: (household: string) => string } = {
  10: () => `không phải mã,${COMMUNE},new`,
  50: (household) => `${household},${COMMUNE},lâu đài`,
  150: (household) => `${household},Bản Liền,new`,
};
const GOOD = ROWS - Object.keys(BAD_ROWS).length;

/** 200 houses to propose, as a commune writes them down; three rows cannot be meant. */
function fileOf(prefix: string): Buffer {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const household = `${prefix}${String(index).padStart(4, '0')}`;
    return BAD_ROWS[index]?.(household) ?? `${household},${COMMUNE},${index % 2 === 0 ? 'new' : 'repair'}`;
  });
  return Buffer.from(['household,commune,kind', ...rows].join('\n'));
}

async function bring(walk: Walk, officer: Visitor, buffer: Buffer): Promise<void> {
  await officer.open('/imports?command=ProposeHouse');
  await officer.page.locator('.lg-drop').waitFor();
  await officer.page.locator('input[type=file]').setInputFiles({ name: 'nhà.csv', mimeType: 'text/csv', buffer });
  await officer.page.waitForURL(/\/imports\/[^?]+/);
  await officer.page.getByText(walk.say(importTexts.checked)).first().waitFor();
}

/** Journey 3: a file of 200 rows; three are shown with their reasons, 197 are recorded; the same file once more records none. */
export async function importsHouses(walk: Walk): Promise<void> {
  const { say, app: { server }, screen: { language, width } } = walk;
  const prefix = `H${language === 'vi' ? 1 : 2}${width}`;
  const proposed = async (): Promise<number> => (await server.events()).filter(({ type, data }) => type === 'HouseProposed' && String(data['household']).startsWith(prefix)).length;
  const file = fileOf(prefix);
  const officer = await walk.arrive('officer', '/imports');
  const { page } = officer;
  await walk.look(officer, page.getByRole('heading', { level: 1 }));
  await bring(walk, officer, file);

  await page.getByRole('checkbox', { name: say(importTexts.onlyBad, { count: 3 }) }).check();
  const bad = page.locator('.lg-grid-bad');
  await bad.nth(2).waitFor();
  expect(await bad.count()).toBe(3);
  for (const index of [0, 1, 2]) expect((await bad.nth(index).locator('.lg-grid-why').innerText()).length).toBeGreaterThan(10);
  expect(await proposed()).toBe(0);
  await walk.look(officer);

  await page.getByRole('button', { name: say(importTexts.record, { count: shownNumber(GOOD, language) }) }).click();
  await page.getByText(say(importTexts.done)).first().waitFor();
  expect(await proposed()).toBe(GOOD);

  await bring(walk, officer, file);
  await page.getByText(say(verdictSigns['already-recorded'].words)).first().waitFor();
  expect(await page.getByRole('button', { name: say(importTexts.record, { count: 0 }) }).isDisabled()).toBe(true);
  await walk.look(officer);
  expect(await proposed()).toBe(GOOD);
}
