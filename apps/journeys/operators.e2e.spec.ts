import { openOperator } from './testing/operator';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

describe('operators', () => {
  const app = servedApp();
  const arrive = (as: string, language: 'vi' | 'en' = 'vi', width = 1440) => Visitor.arrive(app.browser, { address: app.server.address, as, language, width });
  beforeAll(() => openOperator(app.server));

  it('rebuild a table with its progress and swap in sight, while somebody reads the old one and notices nothing', async () => {
    const reader = await arrive('finance');
    await reader.open('/registers/funds/lines');
    await reader.page.locator('tbody tr').first().waitFor();
    const before = await reader.page.locator('tbody').innerText();
    const operator = await arrive('operator');
    const { page } = operator;
    await operator.open('/operations/projections');
    const row = page.getByRole('row').filter({ hasText: 'funds_lines' });
    await row.getByText('Đang theo kịp').waitFor();
    expect(await row.getByRole('progressbar').getAttribute('value')).toBe('100');
    await page.getByRole('button', { name: 'Dựng lại funds_lines' }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'Dựng lại' }).click();
    await row.getByText(/Đã thay bảng mới lúc/).or(row.getByText('Đang theo kịp')).first().waitFor();
    await reader.page.reload();
    await reader.page.locator('tbody tr').first().waitFor();
    expect(await reader.page.locator('tbody').innerText()).toBe(before);
    expect([operator.unexpected, reader.unexpected]).toEqual([[], []]);
    await operator.leave();
    await reader.leave();
  });

  it('seal on demand and see that it happened', async () => {
    const visitor = await arrive('operator');
    const { page } = visitor;
    await visitor.open('/operations/sealing');
    await page.getByRole('button', { name: 'Niêm phong ngay' }).click();
    await page.getByText(/Đã niêm phong \d+ lá/).waitFor();
    await page.getByText(/Không yêu cầu nhân chứng nào/).waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('end somebody’s session, who then has to sign in again', async () => {
    const officer = await arrive('officer');
    await officer.open('/');
    await officer.page.locator('#content h1').waitFor();
    const operator = await arrive('operator', 'en');
    const { page } = operator;
    await operator.open('/operations/sessions');
    const rows = page.getByRole('table', { name: 'All open sessions' }).getByRole('row').filter({ hasText: 'officer' });
    await rows.first().getByRole('button').click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'End', exact: true }).click();
    await rows.first().waitFor({ state: 'detached' });
    expect((await officer.page.request.get('/api/sessions')).status()).toBe(401);
    expect(operator.unexpected).toEqual([]);
    await operator.leave();
    await officer.leave();
  });

  it('and inspectors see who looked at what', async () => {
    const inspector = await arrive('inspector');
    expect((await inspector.page.request.get('/api/events?limit=1')).status()).toBe(200);
    await inspector.open('/operations/access-log');
    await inspector.page.getByRole('cell', { name: '/api/events?limit=1' }).first().waitFor();
    expect(await inspector.page.getByRole('link', { name: 'Bảng chiếu' }).count()).toBe(0);
    await inspector.open('/operations/projections');
    await inspector.page.getByText('Không có trang này.').waitFor();
    expect(inspector.unexpected).toEqual([]);
    await inspector.leave();
  });
});
