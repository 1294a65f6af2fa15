import { COMMUNE, paper } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const TOLD = { ...paper, basis: 'illustrative' };
const LINE = `GNBV:public-service:central:2024:2024:${COMMUNE}`;

describe('the overview of the province', () => {
  const app = servedApp();
  beforeAll(async () => {
    await app.server.done('AssignCapitalPlan', { line: LINE, decision: 'QD-2', amount: '500000', ...TOLD, effectiveOn: '2024-02-01' }, 'finance');
    await app.server.done('ApproveCapitalPlan', { line: LINE, decision: 'QD-2', basis: 'illustrative', effectiveOn: '2024-02-01' }, 'approver');
    await app.server.done('AllocateFunds', { line: LINE, allocation: 'PB-2', parts: [{ to: LINE, amount: '500000' }], ...TOLD, effectiveOn: '2024-03-01' }, 'finance');
    await app.server.done('ProposeHouse', { household: 'H0001', commune: COMMUNE, ...TOLD, effectiveOn: '2024-05-01' }, 'officer');
  });

  async function arrive(language: 'vi' | 'en', width: number): Promise<Visitor> {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as: 'finance', language, width });
    await visitor.open('/');
    await visitor.page.locator('.lg-kpi').first().waitFor();
    await visitor.page.locator('.lg-loading').first().waitFor({ state: 'detached' });
    return visitor;
  }

  it.each([['vi', 1440, 'Minh họa'], ['en', 360, 'Illustrative']] as const)('says where every figure comes from, in %s at %i pixels', async (language, width, basis) => {
    const visitor = await arrive(language, width);
    const { page } = visitor;
    const kpis = await page.locator('.lg-kpi').all();
    expect(kpis).toHaveLength(4);
    for (const kpi of kpis) expect([await kpi.locator('.lg-basis').innerText(), await kpi.getByRole('link').count()]).toEqual([expect.stringContaining(basis), 1]);
    const cards = await page.locator('.lg-overview .lg-card').filter({ has: page.locator('canvas, .lg-figures, .lg-ranking, .lg-tile-map') }).all();
    expect(cards.length).toBeGreaterThan(4);
    for (const card of cards) if (!/Tiêu chí|criteria/.test((await card.getAttribute('aria-label'))!)) expect([await card.getAttribute('aria-label'), await card.locator('.lg-basis').first().innerText()]).toEqual([expect.any(String), expect.stringContaining(basis)]);
    expect([await visitor.violations(), await visitor.overflow(), visitor.unexpected]).toEqual([[], 0, []]);
    await visitor.leave();
  });

  it('leads from every figure to what lies behind it', async () => {
    const visitor = await arrive('vi', 1440);
    const { page } = visitor;
    const links = [...new Set(await page.locator('#content a[href]').evaluateAll((all: { getAttribute(name: string): string }[]) => all.map((link) => link.getAttribute('href'))))];
    expect(links.length).toBeGreaterThan(10);
    const lost: string[] = [];
    for (const link of links) {
      await visitor.open(link);
      await page.locator('#content h1').waitFor();
      await page.locator('.lg-loading').first().waitFor({ state: 'detached' });
      if ((await page.locator('#content').getByRole('alert').count()) + (await page.getByText('Không có trang này.').count()) > 0) lost.push(link);
    }
    expect(lost).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('draws each chart and tells the same figures as a table', async () => {
    const visitor = await arrive('vi', 1440);
    const { page } = visitor;
    const trend = page.getByRole('region', { name: 'Kế hoạch và giải ngân theo tháng (lũy kế)' });
    const funnel = page.getByRole('region', { name: /^Dòng tiền/ });
    const map = page.getByRole('region', { name: 'Bản đồ ô các xã' }).first();
    for (const card of [trend, funnel]) {
      await card.locator('canvas').waitFor();
      await card.getByText('Bảng', { exact: true }).click();
      await card.locator('canvas').waitFor({ state: 'detached' });
    }
    await map.locator('.lg-tile').first().waitFor();
    await map.getByText('Bảng', { exact: true }).click();
    expect(await map.locator('tbody tr').count()).toBe(1);
    expect(await map.getByRole('link', { name: 'Xã Bản Liền' }).getAttribute('href')).toContain(COMMUNE);
    expect(await funnel.locator('tbody tr').first().innerText()).toMatch(/Kế hoạch\s+1,5\s+100%|Kế hoạch\s+2\s+100%/);
    expect(await visitor.violations()).toEqual([]);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
