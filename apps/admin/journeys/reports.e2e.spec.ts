import { LINE, paper } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(90_000);

describe('reports', () => {
  const app = servedApp();

  it('are led to from the overview, draw the same figures as their table, and lead to what lies behind them', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const { page } = visitor;
    await visitor.open('/');
    await visitor.signIn('finance');
    await page.getByRole('link', { name: 'Kế hoạch vốn và giải ngân' }).last().click();
    await page.locator('tfoot').waitFor();
    expect(new URL(page.url()).searchParams.get('year')).toBe('2024');
    await page.locator('.lg-chart canvas').waitFor();
    expect(await page.getByRole('img', { name: /Kế hoạch, Giải ngân/ }).count()).toBe(1);
    expect(await page.locator('tfoot td[data-label="Kế hoạch"]').innerText()).toBe('1');
    expect(await visitor.violations()).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải XLSX' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^capital-plan-.*\.xlsx$/);
    await page.locator('tbody').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Dòng vốn' }).waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('and lists change under one’s eyes when somebody records', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, language: 'en', width: 360 });
    const { page } = visitor;
    await visitor.open('/registers/housing/houses');
    await visitor.signIn('officer');
    await page.getByText('There are no rows.').waitFor();
    await page.locator('.lg-live').waitFor();
    await app.server.done('ProposeHouse', { household: 'H0001', commune: LINE.slice(-5), ...paper, effectiveOn: '2024-05-01' }, 'officer');
    await page.getByText('H0001').waitFor();
    expect(await visitor.overflow()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('and everything else are found by name, without diacritics', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const { page } = visitor;
    await visitor.open('/');
    await visitor.signIn('officer');
    await page.keyboard.press('Control+k');
    const box = page.getByLabel('Tìm trang, danh sách, lệnh, đơn vị');
    await box.fill('lap de nghi');
    await page.locator('.lg-search-results').getByText('Lập đề nghị thanh toán').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await box.press('Enter');
    await page.getByRole('heading', { name: 'Lập đề nghị thanh toán' }).waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
