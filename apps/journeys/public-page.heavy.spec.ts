import { COMMUNE, paper } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

describe('the public page', () => {
  const app = servedApp();
  beforeAll(() => app.server.done('ProposeHouse', { household: 'H0001', commune: COMMUNE, ...paper, effectiveOn: '2024-05-01' }, 'officer'));

  it.each([['vi', 1440, 'Giảm nghèo bền vững'], ['en', 360, 'Giảm nghèo bền vững']] as const)('shows aggregates to whoever comes, and asks for nothing else, in %s at %i pixels', async (language, width, program) => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, language, width });
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await visitor.open('/public');
    const money = page.getByRole('table').first();
    await money.waitFor();
    expect(await money.innerText()).toContain(program);
    expect(await page.getByRole('table').count()).toBe(2);
    expect(await page.getByRole('row').filter({ hasText: /Huyện Bắc Hà/ }).count()).toBe(1);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/public/figures']);
    expect(new URL(page.url()).pathname).toBe('/public');
    expect(await page.locator('a[href]').evaluateAll((all: { getAttribute(name: string): string }[]) => all.map((link) => link.getAttribute('href')))).toEqual(['/']);
    expect([await visitor.violations(), await visitor.overflow(), visitor.unexpected]).toEqual([[], 0, []]);
    await visitor.leave();
  });

  it('offers the years that there are figures of', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const { page } = visitor;
    await visitor.open('/public');
    await page.getByRole('combobox', { name: 'Năm' }).click();
    await page.locator('.ant-select-item-option').first().waitFor();
    expect(await page.locator('.ant-select-item-option').allInnerTexts()).toEqual(['2024']);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('leads officials to where they sign in', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const { page } = visitor;
    await visitor.open('/public');
    await page.getByRole('link', { name: 'Dành cho cán bộ' }).click();
    await page.locator('input[name=username]').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
