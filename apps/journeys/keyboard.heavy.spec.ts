import { COMMUNE, LINE, paper } from '../api/testing/small-province';
import { focusComesTo, focusOf, tabTo } from './testing/focus';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const HOUSE = 'H0286900001';
const SEARCH_FIELD = /^Tìm trang/;
const CHECK = /^Kiểm tra khoản thanh toán/;

/** No mouse is touched here: what a journey does it does by key, and after each step it says where the focus is and that it shows. */
describe('by keyboard alone', () => {
  const app = servedApp();
  const on = (effectiveOn: string) => ({ ...paper, effectiveOn });
  beforeAll(async () => {
    const { server } = app;
    for (const payment of ['TT-1', 'TT-2']) await server.done('PreparePayment', { line: LINE, payment, kind: 'completed-volume', amount: '300000', ...on('2024-04-01') }, 'officer');
    await server.done('SetHousingNorm', { norm: 'new-2024', kind: 'new', amount: '60000', ...on('2024-01-10') }, 'finance');
    await server.done('ProposeHouse', { household: HOUSE, commune: COMMUNE, kind: 'new', ...on('2024-03-05') }, 'officer');
    await server.done('ApproveHouse', { household: HOUSE, norm: 'new-2024', kind: 'new', amount: '60000', ...on('2024-03-10') }, 'approver');
  }, 60_000);

  const end = async (visitor: Visitor): Promise<void> => {
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  };

  it('an official signs in, skips the menu, finds the inbox, and checks a payment', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.open('/');
    await focusComesTo(page, 'textbox', 'Tên đăng nhập');
    await keyboard.type('checker');
    await tabTo(page, 'textbox', 'Mật khẩu');
    await keyboard.type('demo');
    await keyboard.press('Enter');
    await page.locator('#content h1').waitFor();
    await tabTo(page, 'link', 'Đến nội dung');
    await keyboard.press('Enter');
    await focusComesTo(page, 'main', '');

    await keyboard.press('Control+k');
    await focusComesTo(page, 'combobox', SEARCH_FIELD);
    await keyboard.press('Escape');
    await focusComesTo(page, 'main', '');
    await keyboard.press('Control+k');
    await focusComesTo(page, 'combobox', SEARCH_FIELD);
    await keyboard.type('cho toi xu ly');
    await page.getByRole('dialog').getByRole('option', { name: /^Chờ tôi xử lý/ }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Chờ tôi xử lý' }).waitFor();
    await focusComesTo(page, 'main', '');

    await tabTo(page, 'button', /^TT-1/);
    await keyboard.press('Enter');
    await page.getByRole('region', { name: 'Hồ sơ' }).getByRole('button', { name: CHECK }).waitFor();
    await tabTo(page, 'button', CHECK);
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
    await focusComesTo(page, 'button', CHECK);
    // Round and round, the focus stays in the window over the page, and Escape leads out of it, to where it came from.
    for (let tab = 0; tab < 8; tab += 1) {
      await keyboard.press('Tab');
      if ((await focusOf(page)).role !== 'body') expect(await page.evaluate(`document.activeElement.closest('[role=dialog], .ant-modal') !== null`)).toBe(true);
    }
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusComesTo(page, 'button', CHECK);

    await keyboard.press('Enter');
    await dialog.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
    await focusComesTo(page, 'button', CHECK);
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    // The next in the list opens, and the focus comes to it.
    await page.waitForURL(/item=[^&]*TT-2/);
    await focusComesTo(page, 'region', 'Hồ sơ');
    await page.locator('.lg-inbox-dossier').getByRole('button', { name: CHECK }).waitFor();
    await keyboard.press('a');
    await dialog.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
    await focusComesTo(page, 'button', CHECK);
    await keyboard.press('Enter');
    await page.getByText('Không có việc nào đang chờ bạn.').first().waitFor();
    await focusComesTo(page, 'main', '');
    expect((await app.server.events()).filter(({ type }) => type === 'PaymentChecked').map(({ data }) => data['payment'])).toEqual(['TT-1', 'TT-2']);
    await end(visitor);
  });

  it('an official opens the history of a row, and looks at a past day and back', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'finance' });
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.open('/registers/funds/lines');
    await page.locator('tbody tr').first().waitFor();
    await tabTo(page, 'button', 'GNBV');
    await keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.locator('.lg-history summary').first().waitFor();
    await tabTo(page, 'button', 'Đóng');
    await tabTo(page, 'button', /^Mở dòng vốn GNBV/);
    await keyboard.press('Enter');
    await drawer.getByRole('button', { name: 'Kiểm tra bằng chứng' }).first().waitFor();
    await keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await focusComesTo(page, 'button', 'GNBV');

    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await keyboard.press('Escape');
    await focusComesTo(page, 'button', 'GNBV');

    await tabTo(page, 'textbox', 'Ngày hiệu lực', 'Shift+Tab');
    await keyboard.type('30/6/2024');
    await keyboard.press('Enter');
    await page.waitForURL(/asOf=2024-06-30/);
    await focusComesTo(page, 'textbox', 'Ngày hiệu lực');
    await tabTo(page, 'button', 'Về hiện tại');
    await keyboard.press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('asOf'));
    await focusComesTo(page, 'textbox', 'Ngày hiệu lực');
    await end(visitor);
  });

  it('an inspector replays a house, turns through what is said of an event, and compares two days', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector' });
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.open(`/inspector/replay?stream=housing.house-${HOUSE}`);
    const slider = page.getByRole('slider');
    const at = (): Promise<string | null> => slider.getAttribute('aria-valuenow');
    await page.locator('[role=slider][aria-valuenow="2"]').waitFor();
    await tabTo(page, 'tab', 'Thay đổi');
    for (const [key, tab] of [['ArrowRight', 'Dữ liệu gốc'], ['ArrowRight', 'Bằng chứng'], ['ArrowLeft', 'Dữ liệu gốc']] as const) {
      await keyboard.press(key);
      await keyboard.press('Enter');
      await focusComesTo(page, 'tab', tab);
      await page.getByRole('tabpanel', { name: tab }).waitFor();
    }
    await tabTo(page, 'slider', 'Thời điểm phát lại');
    for (const [key, value] of [['ArrowLeft', '1'], ['ArrowRight', '2'], ['Home', '1'], ['End', '2'], ['PageDown', '1'], ['ArrowUp', '2']] as const) {
      await keyboard.press(key);
      await page.locator(`[role=slider][aria-valuenow="${value}"]`).waitFor();
      await focusComesTo(page, 'slider', 'Thời điểm phát lại');
    }
    expect(await at()).toBe('2');

    await keyboard.press('Control+k');
    await focusComesTo(page, 'combobox', SEARCH_FIELD);
    await keyboard.type('so sanh');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await keyboard.press('Enter');
    await page.locator('.lg-compare-moments').waitFor();
    await focusComesTo(page, 'main', '');
    await tabTo(page, 'textbox', 'Năm kế hoạch');
    await keyboard.press('Control+a');
    await keyboard.type('2024');
    await tabTo(page, 'textbox', 'Hiệu lực đến');
    await keyboard.press('Control+a');
    await keyboard.type('1/1/2024');
    await keyboard.press('Enter');
    await page.waitForURL(/aAsOf=2024-01-01/);
    await page.locator('#content tbody summary').first().waitFor();
    await tabTo(page, 'button', /^\d+ sự kiện/);
    await keyboard.press('Enter');
    await page.locator('#content .lg-explaining > li').first().waitFor();
    expect((await focusOf(page)).shown).toBe(true);
    await end(visitor);
  });
});
