import { servedApp } from '../../journeys/testing/served-app';
import { Visitor } from '../../journeys/testing/visitor';

/** Compressed bytes of everything the first page loads; the font's parts come beside it. */
const FIRST_LOAD_BYTES_MAX = 350_000;

jest.setTimeout(60_000);

describe('the admin app', () => {
  const app = servedApp();

  it.each([['vi', 1440, 'Tổng quan'], ['en', 360, 'Overview']] as const)('is signed in to in %s at %i px', async (language, width, title) => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, language, width });
    await visitor.open('/');
    await visitor.page.locator('form').waitFor();
    expect(await visitor.violations()).toEqual([]);
    await visitor.signIn('finance');
    expect(await visitor.page.locator('h1').innerText()).toMatch(new RegExp(`^${title}`));
    await visitor.page.locator('.lg-live').waitFor();
    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });

  it('loads little before the first page is there, and nothing from elsewhere', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    const loads: Promise<readonly [string, number]>[] = [];
    visitor.page.on('requestfinished', (request) => loads.push(request.sizes().then(({ responseBodySize }) => [request.url(), responseBodySize] as const).catch(() => [request.url(), 0] as const)));
    // Charts are loaded once there is something to draw, after the first page is there.
    let answer = (): void => undefined;
    const measured = new Promise<void>((resolve) => (answer = resolve));
    await visitor.page.route('**/api/reports/**', (route) => measured.then(() => route.continue()));
    await visitor.open('/');
    await visitor.signIn('officer');
    const loaded = await Promise.all(loads);
    answer();
    expect(loaded.filter(([url]) => !url.startsWith(app.server.address) && !url.startsWith('data:'))).toEqual([]);
    const code = loaded.filter(([url]) => /\.(js|css)$|\/$/.test(url)).reduce((total, [, bytes]) => total + bytes, 0);
    expect(code).toBeGreaterThan(50_000);
    expect(code).toBeLessThan(FIRST_LOAD_BYTES_MAX);
    await visitor.leave();
  });

  it('says what is wrong at sign-in, and lets go at sign-out', async () => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address });
    visitor.expect(/401 .*\/api\/sign-in/);
    await visitor.open('/registers/funds?asOf=2024-06-30');
    await visitor.page.locator('input[name=username]').fill('officer');
    await visitor.page.locator('input[name=password]').fill('wrong');
    await visitor.page.locator('button[type=submit]').click();
    await visitor.page.getByRole('alert').waitFor();
    await visitor.signIn('officer');
    expect(await visitor.page.locator('h1').innerText()).toBe('Vốn chương trình');
    await visitor.page.getByRole('button', { name: 'Đăng xuất' }).click();
    await visitor.page.locator('input[name=password]').waitFor();
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  });
});
