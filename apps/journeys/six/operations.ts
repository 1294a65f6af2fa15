import { operatorTexts } from '../../admin/app/pages/operator/texts';
import type { Walk } from './walk';

const TABLE = 'funds_lines';

/** Journey 5: an operator has a table built anew and swapped in, while somebody reads it and notices nothing. */
export async function rebuildsTable(walk: Walk): Promise<void> {
  const { say, screen: { language } } = walk;
  const reader = await walk.arrive('finance', '/registers/funds/lines');
  const rows = reader.page.locator('tbody');
  await walk.look(reader, rows.locator('tr'));
  const before = await rows.innerText();

  const operator = await walk.arrive('operator', '/operations/projections');
  const { page } = operator;
  await walk.look(operator, page.getByRole('row').filter({ hasText: TABLE }));
  await page.getByRole('button', { name: say(operatorTexts.rebuildNamed, { name: TABLE }) }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: say(operatorTexts.rebuild), exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: TABLE });
  // So few events are rebuilt between two looks of the page.
  await row.getByText(operatorTexts.swapped[language].split(' {')[0]!).or(row.getByText(say(operatorTexts.live))).first().waitFor();
  await walk.look(operator);

  expect(await rows.innerText()).toBe(before);
  await reader.page.reload();
  await rows.locator('tr').first().waitFor();
  expect(await rows.innerText()).toBe(before);
}
