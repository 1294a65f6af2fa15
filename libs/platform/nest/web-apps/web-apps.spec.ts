import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveWebApps, webAppsIn } from '.';

const PAGE = '<!doctype html><title>Sổ cái</title>';
const OTHER_PAGE = '<!doctype html><title>Thanh tra</title>';
const SCRIPT = 'console.log(1);'.repeat(100);

describe('a web app', () => {
  const apps = mkdtempSync(join(tmpdir(), 'ledger-web-'));
  const folder = join(apps, 'admin');
  let server: FastifyInstance;
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    for (const name of ['inspector', 'inspector.123.partial', 'empty']) mkdirSync(join(apps, name));
    writeFileSync(join(apps, 'inspector/index.html'), OTHER_PAGE);
    writeFileSync(join(apps, 'inspector/own.json'), '{}');
    writeFileSync(join(apps, 'inspector.123.partial/index.html'), 'half');
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets/a-1.js'), SCRIPT);
    writeFileSync(join(folder, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(folder, 'secret.key'), 'x');
    server = Fastify();
    serveWebApps({ getHttpAdapter: () => server } as unknown as NestFastifyApplication, webAppsIn(apps), (error, _request, reply) => void reply.code((error as { status: number }).status).send('problem'));
    await server.ready();
  });
  afterAll(async () => {
    await server.close();
    rmSync(apps, { recursive: true, force: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers });

  it('answers its page at every address a browser asks a page for, and asks to look again each time', async () => {
    for (const url of ['/', '/registers/funds?asOf=2024-06-30', '/a/b/c']) {
      const answer = await get(url, { accept: 'text/html,application/xhtml+xml' });
      expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, PAGE, 'no-cache']);
    }
    const { headers } = await get('/');
    expect((await get('/', { 'if-none-match': String(headers['etag']) })).statusCode).toBe(304);
  });

  it.each(['/api/nothing', '/docs/nothing', '/health/nothing', '/assets/gone.js'])('has no page at %s', async (url) => {
    expect((await get(url, { accept: 'text/html' })).statusCode).toBe(404);
  });

  it.each(['/nothing', '/secret.key', '/assets/a-1.js.br', '/../secret.key', '/%2e%2e/secret.key', '/__proto__', '/constructor'])('tells whoever asks for no page that %s is no address', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  it('sends a file compressed to whoever takes it so, and for ever', async () => {
    const small = await get('/assets/a-1.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(SCRIPT);
    expect(small.headers).toMatchObject({ 'content-encoding': 'br', 'vary': 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8' });
    for (const accepted of ['gzip', 'br;q=0', '']) expect((await get('/assets/a-1.js', { 'accept-encoding': accepted })).body).toBe(SCRIPT);
  });

  it('stands beside others, each with its pages under its own path', async () => {
    expect([...webAppsIn(apps).keys()].sort()).toEqual(['/', '/inspector']);
    for (const url of ['/inspector', '/inspector/', '/inspector/replay?asOf=2024-06-30']) expect((await get(url, { accept: 'text/html' })).body).toBe(OTHER_PAGE);
    expect((await get('/inspector/own.json')).body).toBe('{}');
    for (const url of ['/inspector/assets/gone.js', '/inspector/nothing.json', '/inspector/../own.json', '/own.json']) expect((await get(url)).statusCode).toBe(404);
    expect((await get('/inspectors', { accept: 'text/html' })).body).toBe(PAGE);
  });

  it('is none where nothing was built', () => {
    expect(webAppsIn(join(folder, 'assets')).size).toBe(0);
    expect(webAppsIn(join(folder, 'nowhere')).size).toBe(0);
  });
});
