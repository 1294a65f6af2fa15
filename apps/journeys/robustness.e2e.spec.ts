import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { BuiltServer } from '../api/testing/built-server';
import { LINE, makeSmallProvince, paper } from '../api/testing/small-province';
import { launchChromium } from './testing/chromium';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const commandPage = (command: string, values: Readonly<Record<string, string>> = {}): string => `/commands/${command}?${new URLSearchParams({ line: LINE, ...values }).toString()}`;
const preview = (page: Page): Promise<void> => page.getByRole('button', { name: 'Xem trước' }).click();
const shownPreview = (page: Page): Promise<void> => page.getByRole('region', { name: 'Sẽ ghi nhận' }).waitFor();
const record = (page: Page): Promise<void> => page.getByRole('button', { name: 'Ghi nhận: ' }).click();
const isRecorded = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Đã ghi nhận' }).waitFor();

async function enterPayment(page: Page, payment: string): Promise<void> {
  await page.getByLabel('Mã khoản thanh toán').fill(payment);
  await page.getByText('Khối lượng hoàn thành', { exact: true }).click();
  await page.getByLabel('Số tiền', { exact: true }).fill('0,1 triệu');
  await page.getByRole('textbox', { name: /^Ngày hiệu lực \(/ }).fill('1/4/2024');
}

describe('what is recorded in a browser', () => {
  let server: BuiltServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([BuiltServer.start(), launchChromium()]);
    await makeSmallProvince(server);
    await server.done('GrantRole', { username: 'approver', role: 'checker', unit: '10', from: '2020-01-01' });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop('SIGKILL');
    if (server) rmSync(server.folder, { recursive: true, force: true });
  });

  const arrive = async (as: string, path: string): Promise<Visitor> => {
    const visitor = await Visitor.arrive(browser, { address: server.address, as });
    visitor.expect(/ERR_CONNECTION|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_NETWORK|api\/live/);
    await visitor.open(path);
    return visitor;
  };
  const recorded = async (type: string, payment: string): Promise<number> => (await server.events()).filter((event) => event.type === type && event.data['payment'] === payment).length;

  /** The server dies as a machine does, and stands again at the same address over what it had written. */
  const dies = (): Promise<number | null> => server.stop('SIGKILL');
  const returns = async (): Promise<void> => {
    server = await BuiltServer.start(server.folder, { LEDGER_PORT: new URL(server.address).port });
  };

  it('by two at once about one payment is recorded once: the other sees what changed, then why not', async () => {
    await server.done('PreparePayment', { line: LINE, payment: 'TT-R1', kind: 'completed-volume', amount: '1000', ...paper, effectiveOn: '2024-04-01' }, 'officer');
    const visitors = await Promise.all([arrive('checker', commandPage('CheckPayment', { payment: 'TT-R1' })), arrive('approver', commandPage('CheckPayment', { payment: 'TT-R1' }))]);
    for (const visitor of visitors) visitor.expect(/(409|412|422) .*CheckPayment/);
    const pages = visitors.map(({ page }) => page);
    for (const page of pages) {
      await page.getByRole('textbox', { name: /^Ngày hiệu lực \(/ }).fill('2/4/2024');
      await preview(page);
      await shownPreview(page);
    }
    await Promise.all(pages.map(record));
    const outcome = (page: Page): Promise<string> => page.locator('.lg-recorded h2, [role=alert]').first().innerText();
    const outcomes = await Promise.all(pages.map(outcome));
    expect(outcomes.filter((says) => says === 'Đã ghi nhận')).toHaveLength(1);
    expect(await recorded('PaymentChecked', 'TT-R1')).toBe(1);
    for (const visitor of visitors) {
      expect(visitor.unexpected).toEqual([]);
      await visitor.leave();
    }
  });

  it.each([['before it was told', 'TT-K1', false], ['after it had recorded', 'TT-K2', true]] as const)('is recorded once where the server dies %s and comes back', async (_, payment, arrives) => {
    const visitor = await arrive('officer', commandPage('PreparePayment'));
    const { page } = visitor;
    await enterPayment(page, payment);
    await preview(page);
    await shownPreview(page);
    await page.route('**/api/commands/PreparePayment', async (route) => {
      if (arrives) await route.fetch();
      await dies();
      await route.abort('connectionrefused');
    }, { times: 1 });
    await record(page);
    await page.getByText('Không kết nối được tới máy chủ').waitFor();
    await returns();
    expect(await recorded('PaymentPrepared', payment)).toBe(arrives ? 1 : 0);
    await record(page);
    await isRecorded(page);
    expect(await page.getByText('không ghi lần thứ hai').count()).toBe(arrives ? 1 : 0);
    expect(await recorded('PaymentPrepared', payment)).toBe(1);
    await page.locator('.lg-live').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('is kept when the session ends in mid-form, and recorded once after signing in again', async () => {
    const visitor = await arrive('officer', commandPage('PreparePayment'));
    visitor.expect(/401 /);
    const { page } = visitor;
    await enterPayment(page, 'TT-S1');
    await preview(page);
    await shownPreview(page);
    await page.evaluate(`fetch('/api/sign-out', { method: 'POST' })`);
    await record(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Phiên làm việc đã hết').waitFor();
    await dialog.locator('input[name=password]').fill('demo');
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });
    await shownPreview(page);
    await record(page);
    await isRecorded(page);
    expect(await recorded('PaymentPrepared', 'TT-S1')).toBe(1);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('is never recorded under somebody else who has signed in at another window of the same browser', async () => {
    const visitor = await arrive('officer', commandPage('PreparePayment'));
    visitor.expect(/401 /);
    const { page } = visitor;
    await enterPayment(page, 'TT-W1');
    await preview(page);
    await shownPreview(page);
    await page.evaluate(`fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"username":"finance","password":"demo"}' }).then((answer) => answer.status)`);
    await record(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Phiên làm việc đã hết').waitFor();
    expect(await recorded('PaymentPrepared', 'TT-W1')).toBe(0);
    await dialog.locator('input[name=password]').fill('demo');
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });
    await record(page);
    await isRecorded(page);
    const { json } = await server.send('/api/events?stream=' + encodeURIComponent(`funds.line-${LINE}`) + '&limit=1000');
    const event = (json as { events: { data: Record<string, unknown>; metadata: { actor: { user: string } } }[] }).events.find(({ data }) => data['payment'] === 'TT-W1');
    expect(event?.metadata.actor.user).toBe('officer');
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
