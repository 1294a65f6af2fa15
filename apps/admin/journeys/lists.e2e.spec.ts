import { LINE } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(60_000);

describe('lists', () => {
  const app = servedApp();

  const signedIn = async (path: string, more: { readonly language?: 'vi' | 'en'; readonly width?: number; readonly as?: string } = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'finance', ...more });
    await visitor.open(path);
    return visitor;
  };

  it.each([['vi', 1440, 'Dòng vốn'], ['en', 360, 'Fund lines']] as const)('show every column by its name, in %s at %i px', async (language, width, title) => {
    const visitor = await signedIn('/registers/funds/lines', { language, width });
    await visitor.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    const row = visitor.page.locator('tbody tr');
    await row.getByText('Xã Bản Liền').waitFor();
    expect(await visitor.page.locator('[data-label="Cấp xã"], tbody td').count()).toBeGreaterThan(5);
    // 1,000,000 đồng are one million, whatever language says so.
    expect(await row.locator('td[title*="1"]').first().innerText()).toMatch(/^1$/);
    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('are seen as of any day; in the past the frame says so, and the way back is one click', async () => {
    const visitor = await signedIn('/registers/funds/plan-decisions');
    const { page } = visitor;
    await page.locator('tbody tr').waitFor();
    await page.getByLabel('Ngày hiệu lực').fill('31/01/2024');
    await page.getByLabel('Ngày hiệu lực').press('Enter');
    await page.getByText('Không có dòng nào.').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-01-31');
    expect(await page.locator('.lg-in-past').count()).toBe(1);
    expect(await visitor.violations()).toEqual([]);
    await page.getByRole('link', { name: 'Đơn vị hành chính' }).click();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-01-31');
    await page.goBack();
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.locator('tbody tr').waitFor();
    expect(await page.locator('.lg-in-past').count()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('are filtered and ordered in the address, and downloaded as they are filtered', async () => {
    const visitor = await signedIn('/registers/territory/units?level=commune');
    const { page } = visitor;
    await page.locator('tbody tr').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await page.locator('tbody tr').nth(2).waitFor();
    await page.getByRole('button', { name: 'Tên', exact: true }).click();
    await page.waitForURL(/order=name/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải CSV' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^territory_units-.*\.csv$/);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('open the history of a row: who, when, on which legal basis, to officers too', async () => {
    const visitor = await signedIn(`/registers/funds/lines?row=${encodeURIComponent(LINE)}`, { as: 'officer' });
    const history = visitor.page.getByRole('region', { name: 'Lịch sử' });
    await history.getByText('Giao 1.000.000 đ theo QD-1').waitFor();
    expect(await history.innerText()).toContain('approver, vai trò Người phê duyệt');
    expect(await history.innerText()).toContain('Căn cứ: 1/QĐ-UBND ngày 02/01/2024');
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
