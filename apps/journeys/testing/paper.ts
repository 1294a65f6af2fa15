import type { Page } from '@playwright/test';
import { seriousViolations } from './axe';

/** Widths of the text on A4, upright and on its side, in CSS pixels: 210 or 297 mm, less twice 12 mm. */
const UPRIGHT = 703;
const ON_ITS_SIDE = 1_031;

const HIDDEN = ['.lg-header', '#menu', '.lg-as-of'];
const SHOWN = ['.lg-printed', '.lg-drawer-title, body:not(:has(.ant-drawer-open)) #content h1'];
const WHITE = 'rgb(255, 255, 255)';

/** Says of what a sheet of this width would lose a part: what is wider than it, what its own window cuts off, columns that are not there. */
const lost = (width: number): string => `(() => {
  const content = document.querySelector('.ant-drawer-open') ?? document.querySelector('#content');
  const { left } = content.getBoundingClientRect();
  const named = (each) => each.tagName.toLowerCase() + (each.className?.baseVal ?? each.className ? '.' + String(each.className?.baseVal ?? each.className).split(' ')[0] : '');
  const found = [];
  for (const each of content.querySelectorAll('*')) {
    const box = each.getBoundingClientRect();
    if (box.width < 4 || box.height < 4 || each.closest('svg, [aria-hidden=true], .ant-select, .ant-input, .ant-segmented')) continue;
    if (/^(TABLE|PRE|CANVAS|IMG)$/.test(each.tagName) && box.right - left > ${width} + 1) found.push(named(each) + ' is ' + Math.round(box.right - left) + ' px wide');
    const { overflowX, overflowY } = getComputedStyle(each);
    if (overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 2) found.push(named(each) + ' cuts off what is right of it');
    if (overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 2) found.push(named(each) + ' cuts off what is below it');
  }
  for (const each of content.querySelectorAll('table th')) if (each.closest('details:not([open])') === null && each.getClientRects().length === 0) found.push('the column ' + each.textContent + ' is lost');
  return [...new Set(found)];
})()`;

/** What is wrong with the page on paper: there its content should stand alone, whole, black on white, and say as of when it is. Afterwards the page is on the screen again. */
export async function wrongOnPaper(page: Page): Promise<readonly string[]> {
  const screen = page.viewportSize()!;
  await page.emulateMedia({ media: 'print' });
  // A page hears of the change with its next frame.
  await page.waitForFunction(`document.documentElement.dataset.theme === 'light'`);
  const isWide = (await page.evaluate(`getComputedStyle(document.querySelector('#content')).page`)) === 'wide';
  const width = isWide ? ON_ITS_SIDE : UPRIGHT;
  await page.setViewportSize({ ...screen, width });
  const wrong = [...((await page.evaluate(lost(width))) as readonly string[]), ...(await seriousViolations(page, ['color-contrast']))];
  for (const hidden of HIDDEN) if (await page.locator(hidden).isVisible()) wrong.push(`${hidden} prints`);
  for (const shown of SHOWN) if (!(await page.locator(shown).first().isVisible())) wrong.push(`${shown} does not print`);
  const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
  if (ground !== WHITE) wrong.push(`the ground is ${String(ground)}`);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(screen);
  return wrong.map((each) => `on paper: ${each}`);
}
