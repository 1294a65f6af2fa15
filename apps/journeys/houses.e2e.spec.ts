import { COMMUNE, paper } from '../api/testing/small-province';
import { photo } from './testing/photo';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const NORM = 'campaign-2024';

describe('a house', () => {
  const app = servedApp();
  const done = (command: string, body: object, as: string) => app.server.done(command, body, as);
  const approvedHouse = async (household: string): Promise<void> => {
    await done('ProposeHouse', { household, commune: COMMUNE, kind: 'new', effectiveOn: '2024-03-01' }, 'officer');
    await done('ApproveHouse', { household, kind: 'new', norm: NORM, amount: '60000000', ...paper, effectiveOn: '2024-03-05' }, 'approver');
  };
  beforeAll(async () => {
    await done('SetHousingNorm', { norm: NORM, kind: 'new', amount: '60000000', ...paper, effectiveOn: '2024-01-02' }, 'finance');
  });

  it('is built by an officer on a phone, step by step, with a photo that another sees without a reload', async () => {
    await approvedHouse('H0001');
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, width: 360, height: 740, as: 'officer' });
    const inspector = await Visitor.arrive(app.browser, { address: app.server.address, language: 'en', as: 'checker' });
    await inspector.open('/housing/houses/H0001');
    await inspector.page.getByText('There are no photos or papers yet.').waitFor();
    await inspector.page.locator('.lg-live').waitFor();

    const { page } = officer;
    await officer.open('/housing/houses');
    await page.getByRole('link', { name: /Đã duyệt\s*1/ }).click();
    await page.getByRole('button', { name: 'H0001' }).click();
    await page.getByRole('heading', { name: 'Nhà của hộ H0001' }).waitFor();
    expect(await page.locator('.lg-steps li[aria-current=step]').innerText()).toMatch(/Khởi công/);
    await page.locator('.lg-why-not li').filter({ hasText: 'Nghiệm thu' }).first().waitFor();
    expect(await officer.violations()).toEqual([]);
    expect(await officer.overflow()).toBe(0);

    await page.getByRole('button', { name: 'Ghi khởi công' }).click();
    const form = page.getByRole('dialog');
    await form.locator('input[type=file]').setInputFiles({ name: 'nền nhà.png', mimeType: 'image/png', buffer: photo('ground') });
    await form.locator('.lg-glance img').waitFor();
    expect(await officer.violations()).toEqual([]);
    await form.getByRole('button', { name: 'Xem trước' }).click();
    await form.getByRole('region', { name: 'Sẽ ghi nhận' }).getByText('Khởi công').first().waitFor();
    expect(await officer.violations()).toEqual([]);
    await form.getByRole('button', { name: 'Ghi khởi công' }).click();
    await page.getByText('Đã ghi nhận: Ghi khởi công').waitFor();
    await page.locator('.lg-step-photos img').waitFor();
    expect(await page.locator('.lg-steps li[aria-current=step]').innerText()).toMatch(/Xong móng/);
    expect(await officer.overflow()).toBe(0);

    await inspector.page.locator('.lg-step-photos img').waitFor();
    await inspector.page.getByText('Building started').waitFor();
    expect(await inspector.violations()).toEqual([]);

    await page.getByRole('button', { name: 'Ghi giai đoạn: Xong móng' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi giai đoạn: Xong móng' }).click();
    await page.getByRole('button', { name: 'Ghi giai đoạn: Xong khung, tường' }).waitFor();
    const events = (await app.server.events()).filter(({ stream }) => stream === 'housing.house-H0001').map(({ type }) => type);
    expect(events).toEqual(['HouseProposed', 'HouseApproved', 'HouseStarted', 'HouseStageRecorded']);
    for (const visitor of [officer, inspector]) {
      expect(visitor.unexpected).toEqual([]);
      await visitor.leave();
    }
  });

  it('has a photo that goes on from where its upload broke off', async () => {
    await approvedHouse('H0002');
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, width: 360, as: 'officer' });
    const { page } = officer;
    officer.expect(/ERR_|Failed to load resource/);
    await officer.open('/housing/houses/H0002');
    await page.getByRole('button', { name: 'Ghi khởi công' }).click();
    const offsets: string[] = [];
    let broken = false;
    await page.route('**/api/evidence/uploads/*', async (route) => {
      const offset = route.request().method() === 'PATCH' ? route.request().headers()['upload-offset'] : undefined;
      if (offset !== undefined) offsets.push(offset);
      if (offset !== undefined && offset !== '0' && !broken) {
        broken = true;
        await route.abort('connectionreset');
      } else await route.continue();
    });
    const picture = photo('wall', 800, 600);
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: 'tường.png', mimeType: 'image/png', buffer: picture });
    await page.getByText(/Mất kết nối; đã tải \d+%/).waitFor();
    await page.getByRole('dialog').locator('.lg-glance img').waitFor();
    expect(broken).toBe(true);
    expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);
    expect(new Set(offsets).size).toBe(Math.ceil(picture.length / 524_288));
    expect(officer.unexpected).toEqual([]);
    await officer.leave();
  });

  it('shows whom to ask only to those entitled, when they ask, and as it was at an earlier moment', async () => {
    await approvedHouse('H0003');
    await done('NameContactPerson', { household: 'H0003', person: 'P7f3k2m9x4', name: 'Tẩn A Chẳn', phone: '0912345678', effectiveOn: '2024-03-06' }, 'officer');
    const reads = async (): Promise<number> => ((await app.server.send('/api/personal/reads?person=P7f3k2m9x4')).json.reads as unknown[]).length;
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, as: 'officer' });
    await officer.open('/housing/houses/H0003');
    await officer.page.getByRole('button', { name: 'Xem người liên hệ' }).waitFor();
    expect(await reads()).toBe(0);
    await officer.page.getByRole('button', { name: 'Xem người liên hệ' }).click();
    await officer.page.getByText('Tẩn A Chẳn').waitFor();
    expect(await reads()).toBeGreaterThan(0);
    await officer.open('/housing/houses/H0003?asOf=2024-03-02');
    await officer.page.locator('.lg-steps').waitFor();
    expect(await officer.page.locator('.lg-steps li[aria-current=step]').innerText()).toMatch(/Đã duyệt/);
    expect(await officer.page.getByText('không ghi được').count()).toBeGreaterThan(0);
    await officer.leave();

    const finance = await Visitor.arrive(app.browser, { address: app.server.address, as: 'finance', language: 'en' });
    await finance.open('/housing/houses/H0003');
    await finance.page.getByRole('button', { name: 'Show the contact person' }).click();
    await finance.page.getByText('•••').first().waitFor();
    expect(await finance.page.getByText('Tẩn A Chẳn').count()).toBe(0);
    for (const visitor of [officer, finance]) expect(visitor.unexpected).toEqual([]);
    await finance.leave();
  });
});
