import type { Page } from '@playwright/test';
import { LINE, paper } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const on = { effectiveOn: '2024-04-01' };
const pageOf = (payment: string): string => `/funds/payments/${encodeURIComponent(LINE)}/${payment}`;

describe('a payment in the browser', () => {
  const app = servedApp();

  const visit = (user: string, path: string, more: { readonly language?: 'vi' | 'en'; readonly width?: number } = {}): Promise<Visitor> =>
    Visitor.arrive(app.browser, { address: app.server.address, as: user, ...more }).then(async (visitor) => {
      await visitor.open(path);
      await visitor.page.locator('#content h1').waitFor();
      return visitor;
    });
  const prepare = (payment: string, amount: string): Promise<unknown> => app.server.done('PreparePayment', { line: LINE, payment, kind: 'completed-volume', amount, ...paper, ...on }, 'officer');
  const recorded = async (type: string, payment: string): Promise<number> => (await app.server.events()).filter((event) => event.type === type && event.data['payment'] === payment).length;
  const confirm = async (page: Page, name: RegExp): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: /Sẽ ghi nhận|Will be recorded/ }).waitFor();
    await dialog.getByRole('button', { name }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('goes from the request to the Treasury through four people, each seeing what is theirs to do', async () => {
    const officer = await visit('officer', '/funds/payments/new');
    await officer.page.getByRole('button', { name: /Giảm nghèo bền vững/ }).click();
    await officer.page.getByText('Còn được chi: 1.000.000 đồng').waitFor();
    await officer.page.getByLabel('Mã khoản thanh toán').fill('TT-1');
    await officer.page.getByText('Khối lượng hoàn thành', { exact: true }).click();
    // A key that stuck: the page says so, and stands.
    await officer.page.getByLabel('Số tiền', { exact: true }).fill('999999999999999999999');
    await officer.page.getByText(/tối đa 1\.000\.000 tỷ đồng/).waitFor();
    await officer.page.getByLabel('Số tiền', { exact: true }).fill('1,5 tỷ');
    await officer.page.getByText(/ngoài thời hạn của năm kế hoạch 2024/).first().waitFor();
    await officer.page.getByRole('textbox', { name: /^Ngày hiệu lực \(/ }).fill('1/4/2024');
    await officer.page.getByText(/Chỉ còn 1\.000\.000 đồng, không đủ 1\.500\.000\.000 đồng/).waitFor();
    await officer.page.getByLabel('Số tiền', { exact: true }).fill('0,3 triệu');
    await officer.page.getByText('sau khoản này còn 700.000 đồng').waitFor();
    expect(await officer.violations()).toEqual([]);
    await officer.page.getByRole('button', { name: 'Tiếp tục' }).click();
    await officer.page.getByRole('region', { name: 'Sẽ ghi nhận' }).getByText('Lập khoản thanh toán TT-1: 300.000 đ').waitFor();
    await officer.page.getByRole('button', { name: /^Lập đề nghị/ }).click();
    await officer.page.getByRole('heading', { name: 'Đã lập đề nghị TT-1' }).waitFor();
    await officer.page.getByRole('link', { name: 'Về danh sách' }).click();
    await officer.page.getByRole('button', { name: 'TT-1' }).waitFor();
    expect(await officer.violations()).toEqual([]);

    const checker = await visit('checker', '/inbox');
    await checker.page.getByRole('navigation').getByText('1', { exact: true }).waitFor();
    await checker.page.keyboard.press('j');
    await checker.page.getByRole('button', { name: /^Kiểm tra khoản thanh toán/ }).waitFor();
    expect(await checker.violations()).toEqual([]);
    await checker.page.keyboard.press('a');
    await confirm(checker.page, /^Kiểm tra khoản thanh toán/);
    await checker.page.getByText('Không có việc nào đang chờ bạn.').first().waitFor();
    expect(await recorded('PaymentChecked', 'TT-1')).toBe(1);

    const approver = await visit('approver', '/inbox', { language: 'en', width: 360 });
    await approver.page.getByRole('button', { name: /TT-1/ }).click();
    await approver.page.getByRole('button', { name: /^Approve a payment/ }).waitFor();
    expect(await approver.overflow()).toBe(0);
    expect(await approver.violations()).toEqual([]);
    await approver.page.getByRole('button', { name: /^Approve a payment/ }).click();
    await confirm(approver.page, /^Approve a payment/);
    expect(await recorded('PaymentApproved', 'TT-1')).toBe(1);

    const finance = await visit('finance', pageOf('TT-1'));
    await finance.page.getByRole('button', { name: /^Ghi Kho bạc đã chi 300\.000 đ/ }).click();
    const dialog = finance.page.getByRole('dialog');
    await dialog.getByLabel('Số chứng từ kiểm soát chi của Kho bạc').fill('KB-1');
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await confirm(finance.page, /^Ghi Kho bạc/);
    await finance.page.getByText('Thanh toán 300.000 đ, chứng từ KB-1').waitFor();
    // The officer's list has followed without a reload.
    await officer.page.getByRole('link', { name: /^Đã thanh toán/ }).click();
    await officer.page.getByRole('button', { name: 'TT-1' }).waitFor();
    for (const visitor of [officer, checker, approver, finance]) {
      expect(visitor.unexpected).toEqual([]);
      await visitor.leave();
    }
  });

  it('is not approved by who prepared it, and the rule is cited; it is returned with a reason only', async () => {
    await app.server.done('GrantRole', { username: 'officer', role: 'approver', unit: '10', from: '2020-01-01' });
    await prepare('TT-2', '1000');
    await app.server.done('CheckPayment', { line: LINE, payment: 'TT-2', ...on }, 'checker');
    const officer = await visit('officer', pageOf('TT-2'));
    await officer.page.getByText(/Phê duyệt .*: Người lập, người kiểm tra và người phê duyệt phải là những người khác nhau \(officer\)\. Căn cứ: Luật Kế toán/).waitFor();
    expect(await officer.page.getByRole('button', { name: /^Phê duyệt/ }).count()).toBe(0);
    expect(await officer.violations()).toEqual([]);
    expect(officer.unexpected).toEqual([]);
    await officer.leave();

    const approver = await visit('approver', pageOf('TT-2'), { language: 'en', width: 360 });
    await approver.page.getByRole('button', { name: /^Return/ }).click();
    const dialog = approver.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByText('1 to put right').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The invoice is missing.');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await confirm(approver.page, /^Return/);
    await approver.page.getByText('Ended here').waitFor();
    await approver.page.getByText(/Returned on .*: it goes no further\. The invoice is missing\./).waitFor();
    expect(await approver.page.getByText('What cannot be done, and why').count()).toBe(0);
    expect(await approver.overflow()).toBe(0);
    expect(await approver.violations()).toEqual([]);
    expect(approver.unexpected).toEqual([]);
    await approver.leave();
  });

  it('that two people act on at once tells the second who was first', async () => {
    await prepare('TT-3', '1000');
    await app.server.done('CheckPayment', { line: LINE, payment: 'TT-3', ...on }, 'checker');
    await app.server.done('OpenAccount', { username: 'approver2', displayName: 'approver2' });
    await app.server.done('GrantRole', { username: 'approver2', role: 'approver', unit: '10', from: '2020-01-01' });
    const second = await visit('approver', pageOf('TT-3'));
    second.expect(/(409|422) .*\/api\/commands\/ApprovePayment/);
    await second.page.getByRole('button', { name: /^Phê duyệt/ }).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
    await app.server.done('ApprovePayment', { line: LINE, payment: 'TT-3', ...on }, 'approver2');
    await dialog.getByText('Hồ sơ vừa thay đổi trong lúc bạn đang xem').waitFor();
    await dialog.getByText(/approver2 vừa ghi nhận lúc .*Duyệt khoản TT-3/).waitFor();
    await dialog.getByRole('button', { name: /^Phê duyệt/ }).click();
    await dialog.getByText(/đang ở bước khác/).first().waitFor();
    expect(await recorded('PaymentApproved', 'TT-3')).toBe(1);
    expect(second.unexpected).toEqual([]);
    await second.leave();
  });

  it('is one of many that are done at once, after a dry run', async () => {
    for (const payment of ['TT-4', 'TT-5', 'TT-6']) await prepare(payment, '1000');
    const checker = await visit('checker', '/inbox');
    await checker.page.getByLabel('Chọn cả 3').check();
    await checker.page.getByRole('button', { name: 'Xử lý 3 việc đã chọn' }).click();
    await checker.page.getByText('Ghi nhận được 3 việc').waitFor();
    expect(await recorded('PaymentChecked', 'TT-4')).toBe(0);
    expect(await checker.violations()).toEqual([]);
    await checker.page.getByRole('button', { name: 'Ghi nhận 3 việc' }).click();
    await checker.page.getByText('Đã ghi nhận 3 việc.').waitFor();
    for (const payment of ['TT-4', 'TT-5', 'TT-6']) expect(await recorded('PaymentChecked', payment)).toBe(1);
    expect(checker.unexpected).toEqual([]);
    await checker.leave();
  });

  it('stands in the capital plan, and is corrected with its effect shown before anything is recorded', async () => {
    const finance = await visit('finance', '/funds/plan?planYear=2024');
    await finance.page.getByRole('button', { name: '0,7' }).click();
    const drawer = finance.page.getByRole('dialog');
    await drawer.getByRole('link', { name: 'Phân bổ' }).waitFor();
    await drawer.getByText('Phân bổ 1.000.000 đ cho đơn vị mình').waitFor();
    expect(await finance.violations()).toEqual([]);
    await drawer.getByRole('link', { name: 'Đính chính, đảo bút toán' }).click();
    await finance.page.getByRole('button', { name: /Thanh toán 300\.000 đ, chứng từ KB-1/ }).click();
    await finance.page.getByLabel('Số tiền', { exact: true }).fill('0,2 triệu');
    const effect = finance.page.getByRole('region', { name: 'Tác động khi được duyệt' }).first();
    await effect.locator('s', { hasText: '300.000' }).first().waitFor();
    await effect.getByText('-100.000').first().waitFor();
    expect(await finance.violations()).toEqual([]);
    await finance.page.getByRole('button', { name: 'Xem trước' }).click();
    await finance.page.getByText('Cần sửa 2 chỗ').waitFor();
    await finance.page.getByLabel('Số, ký hiệu văn bản').fill('9/BB');
    await finance.page.getByLabel('Ngày ban hành').first().fill('2/4/2024');
    await finance.page.getByRole('textbox', { name: 'Lý do' }).fill('Ghi nhầm số tiền.');
    await finance.page.getByRole('button', { name: 'Xem trước' }).click();
    await finance.page.getByRole('button', { name: 'Lập đề nghị đính chính' }).click();
    await finance.page.getByText('Đã lập, chờ người khác duyệt', { exact: false }).waitFor();
    expect(finance.unexpected).toEqual([]);
    await finance.leave();
    const approver = await visit('approver', '/inbox');
    await approver.page.getByRole('heading', { name: /^Duyệt đính chính/ }).waitFor();
    expect(approver.unexpected).toEqual([]);
    await approver.leave();
  });
});
