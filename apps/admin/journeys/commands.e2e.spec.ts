import type { Page } from '@playwright/test';
import { LINE, paper } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(90_000);

const FORM = `/commands/PreparePayment?line=${encodeURIComponent(LINE)}`;

/** Fills in a payment in Vietnamese as officials type it. */
async function fillIn(page: Page, payment: string, amount: string): Promise<void> {
  await page.getByLabel('Mã khoản thanh toán').fill(payment);
  await page.getByText('Khối lượng hoàn thành', { exact: true }).click();
  await page.getByLabel('Số tiền', { exact: true }).fill(amount);
  await page.getByRole('textbox', { name: /^Ngày hiệu lực \(/ }).fill('1/4/2024');
}

const preview = (page: Page): Promise<void> => page.getByRole('button', { name: 'Xem trước' }).click();
const record = (page: Page): Promise<void> => page.getByRole('button', { name: 'Ghi nhận: Lập đề nghị thanh toán' }).click();

describe('a command', () => {
  const app = servedApp();

  const officer = async (path: string, more: { readonly language?: 'vi' | 'en'; readonly width?: number } = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'officer', ...more });
    await visitor.open(path);
    return visitor;
  };
  const prepared = async (payment: string): Promise<number> => (await app.server.events()).filter(({ type, data }) => type === 'PaymentPrepared' && data['payment'] === payment).length;

  it('is entered, checked, shown as what will be recorded, and recorded; a draft survives a reload', async () => {
    const visitor = await officer(FORM);
    const { page } = visitor;
    await preview(page);
    await page.getByText('Cần sửa 3 chỗ').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await fillIn(page, 'TT-1', '0,3 triệu');
    await page.getByText('Bằng chữ: Ba trăm nghìn đồng chẵn').waitFor();
    await page.reload();
    await page.getByText('Đã lấy lại bản nháp.').waitFor();
    expect(await page.getByLabel('Mã khoản thanh toán').inputValue()).toBe('TT-1');
    await preview(page);
    const shown = page.getByRole('region', { name: 'Sẽ ghi nhận' });
    await shown.getByText('Lập khoản thanh toán TT-1: 300.000 đ').waitFor();
    expect(await prepared('TT-1')).toBe(0);
    expect(await visitor.violations()).toEqual([]);
    await record(page);
    await page.getByRole('heading', { name: 'Đã ghi nhận' }).waitFor();
    expect(await prepared('TT-1')).toBe(1);
    expect(await page.getByText(`funds.line-${LINE}`).isVisible()).toBe(false);
    await page.getByRole('link', { name: /Xã Bản Liền/ }).waitFor();
    expect(await visitor.violations()).toEqual([]);
    await page.getByRole('link', { name: 'Lịch sử' }).click();
    await page.getByText('Lập khoản thanh toán TT-1: 300.000 đ').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('that the ledger refuses says why, at the field, and keeps what was entered', async () => {
    const visitor = await officer(FORM);
    const { page } = visitor;
    visitor.expect(/(400|409|422) .*\/api\/commands\/PreparePayment/);
    await fillIn(page, 'TT-2', '2 tỷ');
    await preview(page);
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('Số tiền', { exact: true }).inputValue()).toBe('2');
    expect(await page.locator('.lg-field-error').count()).toBeGreaterThan(0);

    // Somebody else writes to the line between the preview and the record.
    await page.getByLabel('Số tiền', { exact: true }).fill('0,1 triệu');
    await preview(page);
    await page.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
    await app.server.done('ReserveCommitment', { line: LINE, commitment: 'CK-1', amount: '1000', expiresOn: '2030-12-31', ...paper, effectiveOn: '2024-04-01' }, 'officer');
    await record(page);
    await page.getByText('Hồ sơ vừa có thay đổi').waitFor();
    await record(page);
    await page.getByRole('heading', { name: 'Đã ghi nhận' }).waitFor();
    expect(await prepared('TT-2')).toBe(1);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('whose session ends in mid-form goes on after signing in again; one whose answer is lost is recorded once', async () => {
    const visitor = await officer(FORM);
    const { page } = visitor;
    visitor.expect(/401 |ERR_FAILED|api\/live/);
    await fillIn(page, 'TT-3', '0,05 triệu');
    await page.evaluate(`fetch('/api/sign-out', { method: 'POST' })`);
    await preview(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Phiên làm việc đã hết').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await dialog.locator('input[name=password]').fill('demo');
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Mã khoản thanh toán').inputValue()).toBe('TT-3');
    await preview(page);
    await page.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();

    await page.route('**/api/commands/PreparePayment', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await record(page);
    await page.getByText('Không kết nối được tới máy chủ').waitFor();
    await record(page);
    await page.getByText('không ghi lần thứ hai').waitFor();
    expect(await prepared('TT-3')).toBe(1);
    await visitor.leave();
  });

  it('is not issued while looking at the past, and fits a phone, in English', async () => {
    const visitor = await officer(`${FORM}&asOf=2024-06-30`, { language: 'en', width: 360 });
    const { page } = visitor;
    await page.getByText('You are looking at the past: nothing can be recorded.').waitFor();
    expect(await page.getByRole('button', { name: 'Preview' }).isDisabled()).toBe(true);
    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
