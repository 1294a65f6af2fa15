import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(120_000);

describe('bundles and the integrity check', () => {
  const app = servedApp();
  const arrive = (more: { readonly width?: number; readonly language?: 'vi' | 'en' } = {}): Promise<Visitor> => Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector', ...more });

  /** The whole ledger's bundle, by way of the page. */
  async function bundleFile(visitor: Visitor): Promise<string> {
    const { page } = visitor;
    await visitor.open('/inspector/bundle');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải gói' }).click()]);
    const file = join(app.server.folder, 'bundle.zip');
    await download.saveAs(file);
    return file;
  }

  async function opened(visitor: Visitor, file: string): Promise<void> {
    await visitor.page.getByTestId('bundle-file').setInputFiles(file);
    await visitor.page.locator('.lg-offline').waitFor();
  }

  async function checked(visitor: Visitor): Promise<string> {
    const { page } = visitor;
    await page.getByRole('link', { name: 'Kiểm tra toàn vẹn' }).first().click();
    await page.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
    await page.getByRole('button', { name: 'Tải báo cáo kiểm tra (JSON)' }).waitFor({ timeout: 60_000 });
    return page.getByRole('region', { name: 'Kết quả' }).innerText();
  }

  it('over the server: every step holds, and what was not checked is said', async () => {
    const visitor = await arrive();
    await visitor.open('/inspector/integrity');
    const said = await checked(visitor);
    expect(said).toContain('Nguyên vẹn');
    expect(said).toMatch(/Tính lại\s+\d+ bảng chiếu/);
    expect(said).toContain('Từng byte trên đĩa của máy chủ');
    expect(await visitor.violations()).toEqual([]);
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.page.getByRole('button', { name: 'Tải báo cáo kiểm tra (JSON)' }).click()]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ checked: 'server', outcome: 'intact', steps: [{ step: 'read' }, { step: 'hash' }, { step: 'tree' }, { step: 'checkpoint' }, { step: 'signatures' }, { step: 'fold', result: 'good' }] });
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('a bundle opens with the network off, app and all: lists, reports, history and check', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const file = await bundleFile(visitor);
    await page.getByText('Ứng dụng đã được giữ trên máy này').waitFor({ timeout: 30_000 });
    visitor.expect(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await visitor.open('/inspector');
    await opened(visitor, file);
    await visitor.page.getByRole('link', { name: 'Vốn chương trình' }).first().click();
    await page.getByRole('link', { name: 'Dòng vốn' }).first().click();
    await page.locator('tbody tr').getByText('Xã Bản Liền').waitFor();
    await page.locator('tbody tr').getByRole('button').first().click();
    await page.getByText('Giao 1.000.000 đ theo QD-1').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Kế hoạch vốn và giải ngân' }).first().click();
    await page.getByLabel('Năm kế hoạch').fill('2024');
    await page.getByLabel('Năm kế hoạch').press('Enter');
    await page.locator('tbody tr').first().waitFor();
    expect(await checked(visitor)).toContain('Khớp, nhưng chưa đủ chứng cứ');
    expect(await visitor.violations()).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Gói dữ liệu', exact: true }).first().click();
    await page.getByRole('button', { name: 'So từng dòng' }).click();
    await page.getByText(/Mọi bảng giống hệt/).waitFor({ timeout: 60_000 });
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('one byte changed turns it red and names the first bad event', async () => {
    const visitor = await arrive();
    const file = await bundleFile(visitor);
    const bytes = readFileSync(file);
    const at = bytes.indexOf('"decision":"QD-1"') + '"decision":"QD-'.length;
    bytes[at] = '2'.charCodeAt(0);
    const tampered = join(app.server.folder, 'tampered.zip');
    writeFileSync(tampered, bytes);
    await opened(visitor, tampered);
    const said = await checked(visitor);
    expect(said).toContain('Đã bị sửa');
    expect(said).toMatch(/Sự kiện sai đầu tiên\s+#\d+ · funds\.line-GNBV:investment:central:2024:2024:02869 1: sự kiện khác với bản đã niêm phong \(dữ liệu\)/);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('a bundle of one register says plainly what it cannot answer', async () => {
    const visitor = await arrive({ width: 360 });
    const { page } = visitor;
    const response = await page.request.get('/api/bundle?register=funds');
    const file = join(app.server.folder, 'funds.zip');
    writeFileSync(file, await response.body());
    await visitor.open('/inspector/bundle');
    await opened(visitor, file);
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.violations()).toEqual([]);
    await page.locator('.lg-menu-button').click();
    await page.getByRole('link', { name: 'Kế hoạch vốn và giải ngân' }).first().click();
    await page.getByText(/Gói chỉ có sổ «funds»; phần này còn cần các sổ/).waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('only inspectors and operators are given a bundle', async () => {
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, as: 'officer' });
    expect((await officer.page.request.get('/api/bundle')).status()).toBe(403);
    await officer.leave();
  });

  it('two moments are compared, and what explains the difference adds up to it', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.open('/inspector/compare?year=2024&aAsOf=2024-01-31&bAsOf=2024-12-31');
    await page.locator('tfoot').getByText('✓ khớp').first().waitFor();
    await page.locator('summary').filter({ hasText: /\d+ sự kiện/ }).first().click();
    await page.getByRole('link', { name: 'GNBV:investment:central:2024:2024:02869' }).first().waitFor();
    expect(await visitor.violations()).toEqual([]);
    expect(await page.getByText('✗ không khớp').count()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
