import { readFile } from 'node:fs/promises';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(240_000);

describe('an inspector without a network', () => {
  const app = servedApp();

  it('opens a bundle and works on it: lists, a report, a history and the replay, at a moment, as the server answered before', async () => {
    const inspector = await Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector' });
    inspector.expect(/ERR_INTERNET_DISCONNECTED|api\/live/);
    const { page } = inspector;
    page.setDefaultTimeout(60_000);
    await inspector.open('/inspector/registers/funds');
    const lines = '/registers/funds/lines';
    const link = page.locator(`#content a[href$="${lines}"]`).first();
    await link.click();
    await page.locator('tbody tr').first().waitFor();
    const online = await page.locator('tbody').innerText();

    await inspector.open('/inspector/bundle');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải gói' }).click()]);
    const bytes = await readFile(await download.path());
    await page.context().setOffline(true);
    await page.getByTestId('bundle-file').setInputFiles({ name: 'so-cai.zip', mimeType: 'application/zip', buffer: bytes });
    await page.getByText(/Đang xem gói/).waitFor();
    expect(await inspector.violations()).toEqual([]);

    await page.locator('#menu a[href$="/registers/funds"]').click();
    await page.locator(`#content a[href$="${lines}"]`).first().click();
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody').innerText()).toBe(online);
    await page.getByLabel('Ngày ghi nhận').fill('31/12/2020');
    await page.getByLabel('Ngày ghi nhận').press('Enter');
    await page.locator('.lg-in-past').waitFor();
    await page.getByText('Không có dòng nào.').or(page.getByRole('alert')).first().waitFor();
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.context().setOffline(false);
    expect(inspector.unexpected).toEqual([]);
    await inspector.leave();
  });
});
