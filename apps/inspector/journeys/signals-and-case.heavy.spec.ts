import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openReceipt, parsePolicy } from '@ledger/platform/audit-log/node';
import { COMMUNE } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(120_000);

/** A picture of one pixel. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SHA256 = createHash('sha256').update(PHOTO).digest('hex');
const HOUSES = ['H0286900001', 'H0286900002'];

describe('an inspector who looks for risk signals', () => {
  const app = servedApp();

  beforeAll(async () => {
    const { server } = app;
    await server.send(`/api/evidence/${SHA256}?name=nha.png`, { method: 'PUT', body: PHOTO, headers: { 'content-type': 'image/png' }, as: 'officer' });
    // One photo for two houses.
    for (const household of HOUSES) await server.done('ProposeHouse', { household, commune: COMMUNE, kind: 'new', effectiveOn: '2024-03-05', evidence: [SHA256] }, 'officer');
  }, 60_000);

  const arrive = async (path: string, more: { readonly width?: number; readonly language?: 'vi' | 'en' } = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector', ...more });
    await visitor.open(`/inspector${path}`);
    await visitor.page.locator('#content h1').waitFor();
    return visitor;
  };

  it('sees what was seen where, changes a parameter, and pins a hit and an event to a case that goes out as a document', async () => {
    const visitor = await arrive('/signals');
    const { page } = visitor;
    await page.getByRole('row').filter({ hasText: 'Ảnh dùng lại' }).getByText('1', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Ảnh dùng lại' }).click();
    const hit = page.locator('tbody tr');
    await hit.getByText(`cho 2 việc khác nhau: ${SHA256}`).waitFor();
    await page.getByLabel('Số việc dùng chung ít nhất').fill('1');
    await page.getByRole('button', { name: 'Xem với tham số này' }).click();
    await page.getByText('Phải là số nguyên từ 2 đến 1000.').waitFor();
    await page.getByLabel('Số việc dùng chung ít nhất').fill('3');
    await page.getByRole('button', { name: 'Xem với tham số này' }).click();
    await page.getByText('Không gặp lần nào với tham số này.').waitFor();
    expect(new URL(page.url()).searchParams.get('times')).toBe('3');
    await page.getByRole('button', { name: 'Về tham số chuẩn' }).click();
    await hit.getByRole('button', { name: /^Ghim/ }).click();
    await hit.getByRole('button', { name: /^Đã ghim/ }).waitFor();
    await hit.getByRole('link', { name: new RegExp(HOUSES[0]!) }).click();
    await page.locator('.lg-history summary').first().click();
    await page.locator('.lg-history').getByRole('button', { name: /^Ghim/ }).click();
    await visitor.open('/inspector/case');
    await page.getByLabel('Tên vụ việc').fill('Ảnh dùng lại ở Bản Liền');
    await page.getByLabel('Ghi chú cho mục 2').fill('Hỏi cán bộ xã');
    await page.getByRole('button', { name: 'Chuyển mục 2 lên' }).click();
    const [docx] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Xuất DOCX' }).click()]);
    expect(docx.suggestedFilename()).toBe('ho-so-anh-dung-lai-o-ban-lien.docx');
    expect(readFileSync((await docx.path())!).subarray(0, 2).toString()).toBe('PK');
    const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Xuất JSON' }).click()]);
    const kept = JSON.parse(readFileSync((await json.path())!, 'utf8')) as { readonly items: readonly { readonly kind: string; readonly note: string }[] };
    expect(kept.items.map(({ kind, note }) => [kind, note])).toEqual([['event', 'Hỏi cán bộ xã'], ['signal', '']]);
    await page.reload();
    await page.locator('.lg-case > li').nth(1).waitFor();
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('opens the photo in its place, hashed here, and proves the event from the published log alone', async () => {
    expect(await app.server.send('/api/operations/audit/checkpoint', { method: 'POST', body: {} })).toMatchObject({ status: 200 });
    const visitor = await arrive(`/history/housing.house-${HOUSES[0]}`);
    const { page } = visitor;
    await page.getByRole('button', { name: `Xem tại đây: bằng chứng ${SHA256.slice(0, 12)}` }).click();
    await page.getByText('Mã băm tính tại đây khớp với mã băm trong sự kiện.').waitFor();
    expect(await page.locator('.lg-paper img').evaluate((image) => (image as unknown as { readonly naturalWidth: number }).naturalWidth)).toBe(1);
    await page.locator('.lg-history summary').first().click();
    await page.getByRole('button', { name: 'Kiểm tra bằng chứng' }).click();
    const verified = page.getByText('Đã kiểm tra tại đây');
    await verified.or(page.getByText('Chưa niêm phong', { exact: true })).first().waitFor();
    for (let again = 0; again < 20 && !(await verified.isVisible()); again += 1) {
      await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
      await page.waitForTimeout(300);
    }
    const [proof] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /\.tlog-proof/ }).click()]);
    const key = (await app.server.send('/audit/key')).text.trim();
    const opened = await openReceipt(readFileSync((await proof.path())!, 'utf8'), parsePolicy(`log ${key}\nquorum none\n`));
    expect(opened.entry).toMatchObject({ stream: `housing.house-${HOUSES[0]}`, revision: 0n });
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it.each([['vi', 1440], ['vi', 360], ['en', 360]] as const)('has room for everything: %s at %i px', async (language, width) => {
    const visitor = await arrive('/signals', { language, width });
    const { page } = visitor;
    await page.locator('tbody tr:nth-of-type(11)').waitFor();
    await page.locator('tbody').first().filter({ hasNotText: '…' }).waitFor();
    for (const [path, ready] of [['/signals', 'tbody tr'], ['/signals/housing.photo-reused', 'tbody tr'], ['/signals/funds.split-below-threshold', '.lg-signal-parameters'], ['/case', '.lg-case-title'], [`/history/housing.house-${HOUSES[0]}`, '.lg-papers']] as const) {
      await visitor.open(`/inspector${path}`);
      await page.locator(ready).first().waitFor();
      expect([path, await visitor.overflow()]).toEqual([path, 0]);
      expect([path, await visitor.violations()]).toEqual([path, []]);
    }
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
