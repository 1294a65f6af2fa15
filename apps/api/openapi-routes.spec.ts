import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { readConfiguration } from '@ledger/platform/configuration';
import { startLedger, type RunningLedger } from './start-ledger';

/** Routes that are no part of the described API, and why. */
const UNDESCRIBED: readonly { readonly route: RegExp; readonly why: string }[] = [
  { route: /^\/docs(\/|$)/, why: 'the page of the description itself' },
  { route: /^\/api\/openapi\.json$/, why: 'the description itself' },
  { route: /^\/(\*|inspector(\/?\*)?)?$/, why: 'the web apps' },
];

interface Route {
  readonly method: string;
  readonly path: string;
}

const routes: Route[] = [];

/** Notes every route of the server that is made next, as it is added. */
function watchRoutes(): void {
  const getInstance = FastifyAdapter.prototype.getInstance;
  const watched = new WeakSet<object>();
  const watching = function (this: FastifyAdapter): FastifyInstance {
    const server = getInstance.call(this) as unknown as FastifyInstance;
    if (!watched.has(server)) {
      watched.add(server);
      server.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((each) => ({ method: each, path: url }))));
    }
    return server;
  };
  FastifyAdapter.prototype.getInstance = watching as never;
}

/** An address of the description that a route answers: `:x` and `*` of the one stand for a segment, or more, of the other. */
const answers = (route: string): RegExp => new RegExp(`^${route.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+').replace(/\*/g, '.+')}$`);

describe('the description of the API of the whole server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-openapi-'));
  let running: RunningLedger;
  let paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  beforeAll(async () => {
    watchRoutes();
    const { configuration } = readConfiguration({ LEDGER_DATA: folder, LEDGER_DEMO: 'off', LEDGER_PROJECTIONS: 'none' });
    running = await startLedger({ configuration, log: pino({ level: 'silent' }), listen: false });
    ({ paths } = (await running.app.inject('/api/openapi.json')).json());
  }, 60_000);
  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const described = (): readonly Route[] => Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => ({ method: method.toUpperCase(), path })));
  const own = (): readonly Route[] => routes.filter(({ path }) => !UNDESCRIBED.some(({ route }) => route.test(path)));

  it('has every route that the server answers', () => {
    expect(own().length).toBeGreaterThan(60);
    const known = described();
    // HEAD comes with every GET.
    const missing = own().filter(({ method, path }) => method !== 'HEAD' && !known.some((each) => each.method === method && answers(path).test(each.path)));
    expect(missing).toEqual([]);
  });

  it('has no address that the server does not answer', () => {
    const gone = described().filter(({ method, path }) => !own().some((route) => route.method === method && answers(route.path).test(path)));
    expect(gone).toEqual([]);
  });

  it('leaves out only what is there', () => {
    for (const { route, why } of UNDESCRIBED) expect([why, routes.some(({ path }) => route.test(path))]).toEqual([why, true]);
  });
});
