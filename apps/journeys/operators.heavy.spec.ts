import { openOperator } from './testing/operator';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(240_000);

const PAGES = ['/operations', '/operations/projections', '/operations/processes', '/operations/event-store', '/operations/sealing', '/operations/users', '/operations/sessions', '/operations/access-log'] as const;

describe('the operators’ pages', () => {
  const app = servedApp();
  const arrive = (as: string, language: 'vi' | 'en', width: number) => Visitor.arrive(app.browser, { address: app.server.address, as, language, width });
  beforeAll(() => openOperator(app.server));

  it.each([['vi', 1440], ['vi', 360], ['en', 1440], ['en', 360]] as const)('can be used by everybody, in %s at %i pixels', async (language, width) => {
    const visitor = await arrive('operator', language, width);
    for (const path of PAGES) {
      await visitor.open(path);
      await visitor.page.locator('#content h1').waitFor();
      await visitor.page.locator('#content').locator('table, dl, .lg-empty').first().waitFor();
      await visitor.page.locator('.lg-loading').first().waitFor({ state: 'detached' });
      expect([path, await visitor.violations(), await visitor.overflow()]).toEqual([path, [], 0]);
    }
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
