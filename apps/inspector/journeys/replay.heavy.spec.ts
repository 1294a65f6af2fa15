import { COMMUNE, paper } from '../../api/testing/small-province';
import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

jest.setTimeout(120_000);

describe('an inspector', () => {
  const app = servedApp();
  const HOUSE = 'H0286900001';
  /** Positions: before the house was proposed, and when its building was started. */
  let [before, started] = ['', ''];

  beforeAll(async () => {
    const { server } = app;
    before = ((await server.done('SetHousingNorm', { norm: 'new-2024', kind: 'new', amount: '60000', ...paper, effectiveOn: '2024-01-10' }, 'finance')).json as { position: string }).position;
    await server.done('ProposeHouse', { household: HOUSE, commune: COMMUNE, kind: 'new', effectiveOn: '2024-03-05' }, 'officer');
    await server.done('ApproveHouse', { household: HOUSE, norm: 'new-2024', kind: 'new', amount: '60000', ...paper, effectiveOn: '2024-03-10' }, 'approver');
    started = ((await server.done('StartHouse', { household: HOUSE, effectiveOn: '2024-03-20' }, 'officer')).json as { position: string }).position;
  }, 60_000);

  const arrive = async (path: string, more: { readonly width?: number; readonly language?: 'vi' | 'en' } = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'inspector', ...more });
    await visitor.open(`/inspector${path}`);
    await visitor.page.locator('#content h1').waitFor();
    await visitor.page.locator('.lg-log-progress').waitFor({ state: 'detached' });
    return visitor;
  };

  it('replays what was recorded by key, sees the record as it was and what each event changed, and shares where they are', async () => {
    const visitor = await arrive(`/replay?stream=housing.house-${HOUSE}`);
    const { page } = visitor;
    const current = page.locator('[role=option][aria-selected=true]');
    await current.getByText('Khởi công').waitFor();
    await page.getByRole('heading', { name: 'Phê duyệt' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await current.getByText('Duyệt').waitFor();
    await page.locator('.lg-differences').getByText('Phê duyệt ›').first().waitFor();
    await page.keyboard.press('Home');
    await current.getByText('Đề nghị hỗ trợ hộ').waitFor();
    expect(await page.getByRole('heading', { name: 'Phê duyệt' }).count()).toBe(0);
    expect(await page.getByRole('slider').getAttribute('aria-valuenow')).toBe('1');
    expect(await visitor.violations()).toEqual([]);
    await page.waitForURL(/[?&]at=\d+/);
    await page.reload();
    await current.getByText('Đề nghị hỗ trợ hộ').waitFor();
    for (const [tab, sign] of [['Trạng thái', 'Hồ sơ nhà'], ['Dữ liệu gốc', '"type": "HouseProposed"'], ['Bằng chứng', 'Lá số']] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).getByText(sign).first().waitFor();
    }
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('narrows the replay to a register, plays it, and looks at it by effective date', async () => {
    const visitor = await arrive('/replay?register=funds');
    const { page } = visitor;
    const slider = page.getByRole('slider');
    await page.getByRole('option').first().waitFor();
    const count = Number(await slider.getAttribute('aria-valuemax'));
    expect(count).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Phát' }).click();
    await page.locator(`[role=slider][aria-valuenow="${count}"]`).waitFor();
    await page.getByText('Ngày hiệu lực', { exact: true }).last().click();
    await page.waitForURL(/axis=effective/);
    expect(await slider.getAttribute('aria-valuetext')).toContain('01/03/2024');
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('opens one event: what it says, who recorded it in which role, and what came with it', async () => {
    const visitor = await arrive(`/replay?stream=housing.house-${HOUSE}`);
    const { page } = visitor;
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('link', { name: 'Mở trang sự kiện' }).click();
    await page.getByRole('heading', { level: 1, name: 'Duyệt' }).waitFor();
    const content = page.getByRole('table').first();
    await content.getByText('60.000').first().waitFor();
    await content.getByText('đồng', { exact: true }).waitFor();
    const facts = page.getByRole('region', { name: 'Ai, khi nào' });
    for (const each of ['approver', '1/QĐ-UBND ngày 02/01/2024', 'HouseApproved']) await facts.getByText(each, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Chép lệnh cURL' }).waitFor();
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('sees who did what, in the role held then', async () => {
    const visitor = await arrive('/people');
    const { page } = visitor;
    await page.getByRole('button', { name: 'approver', exact: true }).click();
    await page.waitForURL(/person=approver/);
    const commands = page.getByRole('table', { name: 'Các lệnh' });
    await commands.getByText('Duyệt').first().waitFor();
    expect(await commands.locator('tbody tr').count()).toBe(2);
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('sees a house beside what it led to, and opens an event of it', async () => {
    const visitor = await arrive(`/lanes?stream=housing.house-${HOUSE}`);
    const { page } = visitor;
    await page.getByRole('link', { name: /Khởi công/ }).first().waitFor();
    expect(await visitor.violations()).toEqual([]);
    await page.locator('.lg-lane-event').first().click();
    await page.getByRole('heading', { level: 1, name: `Đề nghị hỗ trợ hộ ${HOUSE}` }).waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('has its player between the events and the record on a phone, over neither', async () => {
    const visitor = await arrive('/replay', { width: 360 });
    const { page } = visitor;
    await page.locator('[role=slider]').waitFor();
    await page.locator('section[aria-labelledby=object-title]').waitFor();
    const places: (readonly [number, number])[] = [];
    for (const part of ['.lg-pane-list', '.lg-player', 'section[aria-labelledby=object-title]']) {
      const { y, height } = (await page.locator(part).boundingBox())!;
      places.push([y, y + height]);
    }
    expect(places.flat()).toEqual([...places.flat()].sort((a, b) => a - b));
    expect(await visitor.overflow()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('begins at a workbench that knows what is new since the last visit, in a dark frame', async () => {
    const visitor = await arrive('/');
    const { page } = visitor;
    await page.getByText('Đây là lần đầu bạn mở bàn làm việc trên máy này.').waitFor();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await visitor.violations()).toEqual([]);
    // What was seen is remembered once all of it has been read.
    for (let waited = 0; waited < 50 && (await page.evaluate(`localStorage.getItem('ledger-last-visit-inspector')`)) === null; waited += 1) await page.waitForTimeout(100);
    // The workbench itself would see what is recorded while it is open.
    await visitor.open('/inspector/registers/housing');
    await page.locator('#content h1').waitFor();
    await app.server.done('RecordStage', { household: HOUSE, stage: 'foundation', effectiveOn: '2024-04-01' }, 'officer');
    // Another window, as on another day.
    await page.evaluate('sessionStorage.clear()');
    await visitor.open('/inspector/');
    await page.getByText('1 sự kiện mới').waitFor();
    await page.getByRole('link', { name: 'Phát lại từ chỗ đã xem' }).click();
    await page.locator('[role=option][aria-selected=true]').getByText('Giai đoạn').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('reads lists and histories under the as-of bar, and finds pages by Ctrl-K, but records nothing', async () => {
    const visitor = await arrive(`/registers/housing/houses?knownAt=${before}`);
    const { page } = visitor;
    await page.getByText('Không có dòng nào.').waitFor();
    expect(await page.locator('.lg-in-past').count()).toBe(1);
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('ai da lam gi');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ai đã làm gì' }).waitFor();
    await visitor.open('/inspector/registers/housing');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { name: 'Ghi nhận', exact: true }).count()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it.each(['/', '/replay', '/people', `/lanes?stream=housing.house-${HOUSE}`, '/events/'])('has %s on a phone without anything wider than it', async (path) => {
    const visitor = await arrive(path === '/events/' ? path + started : path, { width: 360, language: 'en' });
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
