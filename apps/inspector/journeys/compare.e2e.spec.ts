import ExcelJS from 'exceljs';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMUNE, paper } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor, type VisitorOptions } from '../../journeys/testing/visitor';

jest.setTimeout(120_000);

const NORM = 'campaign-2024';

const HEADINGS_AT = 3;

/** The rows of a sheet by its headings: up to the first that says nothing. */
function rowsOf(sheet: ExcelJS.Worksheet): Record<string, unknown>[] {
  const headings = (sheet.getRow(HEADINGS_AT).values as unknown[]).slice(1).map(String);
  const rows: Record<string, unknown>[] = [];
  for (let line = HEADINGS_AT + 1; sheet.getRow(line).getCell(1).value !== null || sheet.getRow(line).getCell(8).value !== null; line += 1) rows.push(Object.fromEntries(headings.map((heading, index) => [heading, sheet.getRow(line).getCell(index + 1).value])));
  return rows;
}

describe('two moments of any report', () => {
  const app = servedApp();
  const done = (command: string, body: object, as: string) => app.server.done(command, body, as);
  const arrive = (how: Partial<VisitorOptions> = {}): Promise<Visitor> => Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector', colorScheme: 'dark', ...how });
  const explained = async ({ page }: Visitor): Promise<void> => {
    await page.locator('tfoot').getByText(/✓/).first().waitFor();
    expect(await page.getByText(/✗ (không khớp|they do not)/).count()).toBe(0);
  };
  const downloaded = async ({ page }: Visitor, button: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
    return readFileSync(await download.path());
  };
  const workbookOf = async (visitor: Visitor): Promise<ExcelJS.Workbook> => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await downloaded(visitor, 'Tải Excel')) as never);
    return workbook;
  };
  /** On the page of bundles. */
  const openBundle = async (visitor: Visitor): Promise<void> => {
    const response = await visitor.page.request.get('/api/bundle');
    const file = join(app.server.folder, 'all.zip');
    writeFileSync(file, await response.body());
    await visitor.page.locator('input[type=file]').setInputFiles(file);
    await visitor.page.locator('.lg-offline').waitFor();
  };
  const leave = async (visitor: Visitor): Promise<void> => {
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  };

  beforeAll(async () => {
    await done('SetHousingNorm', { norm: NORM, kind: 'new', amount: '60000000', ...paper, effectiveOn: '2024-01-02' }, 'finance');
    for (const household of ['H0001', 'H0002']) await done('ProposeHouse', { household, commune: COMMUNE, kind: 'new', effectiveOn: '2024-03-01' }, 'officer');
    await done('ApproveHouse', { household: 'H0001', kind: 'new', norm: NORM, amount: '60000000', ...paper, effectiveOn: '2024-07-05' }, 'approver');
    await done('StartHouse', { household: 'H0001', effectiveOn: '2024-08-01' }, 'officer');
    const evidence = Buffer.from('Biên bản');
    const sha256 = createHash('sha256').update(evidence).digest('hex');
    await app.server.send(`/api/evidence/${sha256}?name=bien-ban.txt`, { method: 'PUT', as: 'officer', headers: { 'content-type': 'text/plain' }, body: evidence });
    const criterion = { commune: COMMUNE, set: 'xa-a', criterion: 1, year: 2024 };
    await done('AssessCriterion', { ...criterion, met: 'met', evidence: [sha256], effectiveOn: '2024-12-31' }, 'officer');
    await done('VerifyAssessment', { ...criterion, effectiveOn: '2025-01-05' }, 'checker');
    // A bundle holds what is sealed.
    await app.server.send('/api/operations/audit/checkpoint', { method: 'POST', body: {} });
  });

  it('houses: each figure that moved opens the events that moved it, and what days alone moved says so', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.open('/inspector/compare?what=report:housing-progress&year=2024&aAsOf=2024-06-30');
    await explained(visitor);
    const amount = page.locator('tbody tr').filter({ hasText: 'Tiền đã duyệt' });
    await amount.locator('summary').click();
    await amount.locator('.lg-explaining').getByText('Duyệt Xây mới, hỗ trợ 60.000.000 đ').waitFor();
    const stuck = page.locator('tbody tr').filter({ hasText: 'Bị chậm' });
    await stuck.locator('summary').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await amount.getByRole('link', { name: 'H0001' }).click();
    await page.waitForURL(/history\/housing/);
    await leave(visitor);
  });

  it('criteria: cells and counts, in English on a phone', async () => {
    const visitor = await arrive({ language: 'en', width: 360 });
    const { page } = visitor;
    await visitor.open('/inspector/compare?what=report:criteria-matrix&set=xa-a&year=2024&aAsOf=2024-06-30');
    await explained(visitor);
    const cell = page.locator('tbody tr').filter({ hasText: /C1(?!\d)/ }).first();
    await cell.locator('summary').click();
    await cell.locator('.lg-explaining').getByText('Criterion 1 of 2024 verified: Met').waitFor();
    await page.locator('tbody tr').filter({ hasText: 'Criteria met' }).getByText('✓ they match').first().waitFor();
    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    await leave(visitor);
  });

  it('is taken away as a workbook whose events add up to its differences', async () => {
    const visitor = await arrive();
    await visitor.open('/inspector/compare?what=report:housing-progress&year=2024&aAsOf=2024-06-30');
    await explained(visitor);
    const workbook = await workbookOf(visitor);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Chênh lệch', 'Sự kiện giải thích']);
    const [differences, events] = workbook.worksheets.map(rowsOf) as [Record<string, unknown>[], Record<string, unknown>[]];
    expect(differences.length).toBeGreaterThan(4);
    for (const { 'Dòng': row, 'Cột': column, 'Chênh lệch Δ': change } of differences) {
      const parts = events.filter((each) => each['Dòng'] === row && each['Cột'] === column).map((each) => Number(each['Chênh lệch Δ']));
      expect([row, column, parts.reduce((sum, part) => sum + part, 0)]).toEqual([row, column, change]);
    }
    await leave(visitor);
  });

  it('opens on moments that make sense, and answers from a bundle as it does from the server', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.open('/inspector/compare');
    await page.waitForURL(/aAsOf=[^&]*2024-12-31/);
    await visitor.open('/inspector/bundle');
    await openBundle(visitor);
    await page.getByRole('link', { name: 'So sánh A ↔ B' }).first().click();
    const day = page.getByRole('group', { name: 'Thời điểm A' }).getByRole('textbox', { name: 'Hiệu lực đến' });
    await day.fill('31/1/2024');
    await day.press('Enter');
    // A list that is opened while the page is made anew may stand outside of the window.
    await page.waitForURL(/aAsOf=[^&]*2024-01-31/);
    await explained(visitor);
    await page.getByRole('combobox', { name: 'So sánh' }).click();
    await page.getByTitle('Tiến độ xóa nhà tạm, nhà dột nát').click();
    await explained(visitor);
    await leave(visitor);
  });

  it('a list is taken away as well, with both values of each column and the events behind each row', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const proposed = await app.server.send('/api/events?stream=housing.house-H0001', { as: 'inspector' });
    const from = (proposed.json['events'] as readonly { readonly position: string }[])[0]!.position;
    await visitor.open(`/inspector/compare?what=list:housing/houses&aKnownAt=${from}`);
    await page.getByRole('status').filter({ hasText: '2 dòng khác nhau' }).waitFor();
    expect(await visitor.violations()).toEqual([]);
    const workbook = await workbookOf(visitor);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Chênh lệch', 'Sự kiện giải thích']);
    const [differences, events] = workbook.worksheets.map(rowsOf) as [Record<string, unknown>[], Record<string, unknown>[]];
    expect(new Set(differences.map(({ 'Dòng': row, 'Tình trạng': state }) => `${row} ${state}`))).toEqual(new Set(['H0001 thay đổi', 'H0002 chỉ có ở B']));
    expect(new Set(differences.map(({ 'Kết luận': says }) => says))).toEqual(new Set(['✓ khớp']));
    for (const { 'Dòng': row, 'Cột': column, A: one, B: other, 'Chênh lệch Δ': change } of differences) {
      const parts = events.filter((each) => each['Dòng'] === row && each['Cột'] === column);
      expect([row, column, parts[0]!['Trước'], parts.at(-1)!['Sau'], change === null ? null : parts.reduce((sum, part) => sum + Number(part['Chênh lệch Δ']), 0)]).toEqual([row, column, one, other, change]);
    }
    expect(differences).toContainEqual(expect.objectContaining({ 'Dòng': 'H0001', B: 60_000_000, 'Chênh lệch Δ': 60_000_000 }));
    expect(events.map(({ 'Sự kiện': says }) => says)).toContain('Duyệt Xây mới, hỗ trợ 60.000.000 đ');
    await leave(visitor);
  });

  it('a list says the same from a bundle, which knows no server', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const differs = () => page.getByRole('status').filter({ hasText: '1 dòng khác nhau' }).waitFor();
    await visitor.open('/inspector/compare?what=list:housing/amounts&aAsOf=2024-06-30');
    await differs();
    const online = String(await downloaded(visitor, 'CSV chênh lệch'));
    await page.getByRole('link', { name: 'Gói dữ liệu' }).first().click();
    await openBundle(visitor);
    // Back to the same comparison, now without the server.
    await page.goBack();
    await differs();
    expect(String(await downloaded(visitor, 'CSV chênh lệch'))).toBe(online);
    expect(online).toMatch(/60000000,.*✓ khớp/);
    expect(String(await downloaded(visitor, 'CSV sự kiện'))).toContain('Duyệt Xây mới, hỗ trợ 60.000.000 đ');
    await leave(visitor);
  });
});
