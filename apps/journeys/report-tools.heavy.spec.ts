import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

/** How files of each kind begin. */
const BEGINNINGS = { xlsx: 'PK\u0003\u0004', pdf: '%PDF-', png: '\u0089PNG\r\n\u001a\n' } as const;

async function taken(page: Page, link: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('whoever reads a report', () => {
  const app = servedApp();
  const arrive = (path: string, width = 1440) => Visitor.arrive(app.browser, { address: app.server.address, as: 'finance', width }).then(async (visitor) => {
    await visitor.open(path);
    await visitor.page.locator('#content table').first().waitFor();
    return visitor;
  });

  it('takes it along as files that are what they are called', async () => {
    const visitor = await arrive('/reports/capital-plan?year=2024');
    const { page } = visitor;
    for (const format of ['xlsx', 'pdf'] as const) {
      const { name, bytes } = await taken(page, page.getByRole('link', { name: `Tải ${format.toUpperCase()}` }));
      expect([name, bytes.subarray(0, BEGINNINGS[format].length).toString('latin1')]).toEqual([expect.stringMatching(new RegExp(`^capital-plan-.*\\.${format}$`)), BEGINNINGS[format]]);
    }
    const csv = await taken(page, page.getByRole('link', { name: 'Tải CSV' }));
    expect([csv.name, csv.bytes.toString('utf8')]).toEqual([expect.stringMatching(/\.csv$/), expect.stringContaining('1000000')]);
    const png = await taken(page, page.getByRole('button', { name: /^Tải PNG/ }));
    expect([png.name, png.bytes.subarray(0, BEGINNINGS.png.length).toString('latin1')]).toEqual([expect.stringMatching(/\.png$/), BEGINNINGS.png]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('issues it, and finds it among those that were issued', async () => {
    const visitor = await arrive('/reports/capital-plan?year=2024', 360);
    const { page } = visitor;
    const issued = page.getByRole('table', { name: 'Các lần đã ban hành báo cáo này' });
    expect(await issued.count()).toBe(0);
    await page.getByRole('button', { name: 'Ban hành báo cáo này' }).click();
    await page.getByText(/Đã ban hành, mã chứng nhận [0-9a-f]{16}/).waitFor();
    await issued.waitFor();
    expect(await issued.locator('tbody tr').count()).toBe(1);
    expect(await issued.innerText()).toContain('finance');
    expect([await visitor.violations(), await visitor.overflow()]).toEqual([[], 0]);
    await issued.getByRole('link').click();
    await page.getByRole('heading', { name: 'Báo cáo đã ban hành' }).first().waitFor();
    await page.getByRole('dialog').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('is told why there is no file, and what to do', async () => {
    const visitor = await arrive('/registers/funds/lines');
    const { page } = visitor;
    visitor.expect(/422 .*format=xlsx/);
    const text = { vi: 'Có hơn 20.000 dòng. Hãy lọc bớt.', en: 'More than 20,000 rows. Narrow them down.' };
    await page.route(/format=xlsx/, (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ status: 422, code: 'query.too-many-rows', text, details: { max: 20_000 } }) }));
    await page.getByRole('link', { name: 'Tải XLSX' }).click();
    await page.getByRole('alert').getByText(text.vi).waitFor();
    expect(await visitor.violations()).toEqual([]);
    const { name } = await taken(page, page.getByRole('link', { name: 'Tải CSV' }));
    expect(name).toMatch(/\.csv$/);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('prints it, and lists too', async () => {
    const visitor = await arrive('/registers/funds/lines');
    const { page } = visitor;
    for (const path of ['/registers/funds/lines', '/reports/capital-plan?year=2024']) {
      await visitor.open(path);
      await page.locator('#content table').first().waitFor();
      await page.evaluate('window.print = () => { document.title = "printed"; }');
      await page.getByRole('button', { name: 'In', exact: true }).click();
      expect([path, await page.title()]).toEqual([path, 'printed']);
    }
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
