import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EvidenceStore } from '@ledger/platform/evidence';
import { pdf, sha256Of } from '@ledger/platform/evidence/testing/documents';
import { OfficeStore } from '@ledger/platform/office-store';
import { AUTHENTICATOR, AUTHORISER, type Authenticator, type Authoriser } from '../authority';
import { ProblemFilter } from '../problems/problem-filter';
import { Problems } from '../problems/problem-document';
import { SHELL } from '../shell';
import { SignInGuard } from '../sign-in-guard';
import { evidenceMessages, evidenceModule, mustHaveEvidence } from './index';

@Module({})
class TestModule {}

const MIB = 1_048_576;
const USERS: { readonly [user: string]: { readonly role: string; readonly unit: string } } = {
  an: { role: 'officer', unit: '02869' },
  binh: { role: 'officer', unit: '02872' },
  chi: { role: 'inspector', unit: '10' },
  dung: { role: 'consumer', unit: '10' },
};
/** A token is the user's name. */
const authenticator: Authenticator = { authenticate: (token) => (token in USERS || token === 'root' ? { user: token, operatorToken: token === 'root' } : undefined) };
const authoriser: Authoriser = {
  permit: ({ user, roles, scope }) => {
    const held = USERS[user]!;
    const isPermitted = roles.includes(held.role) && (scope.unit === undefined || scope.unit === held.unit || held.unit === '10');
    return isPermitted ? { permitted: true, ...held } : { permitted: false, code: 'access.role-not-permitted' };
  },
};

let folder: string;
let office: OfficeStore;
let store: EvidenceStore;
let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-http-'));
  office = OfficeStore.open(folder);
  store = await EvidenceStore.open({ folder, office, bytesMax: 8 * MIB });
  const module: DynamicModule = {
    module: TestModule,
    global: true,
    imports: [evidenceModule(store)],
    providers: [
      { provide: SHELL, useValue: { authoriser, authenticator, clock: { now: Date.now } } },
      { provide: AUTHENTICATOR, useValue: authenticator },
      { provide: AUTHORISER, useValue: authoriser },
      { provide: APP_GUARD, useClass: SignInGuard },
    ],
    exports: [SHELL, AUTHENTICATOR, AUTHORISER],
  };
  app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter({ bodyLimit: 2 * MIB }), { logger: false, bodyParser: false });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  app.useGlobalFilters(new ProblemFilter(new Problems(new Map(Object.entries(evidenceMessages))), log));
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(async () => {
  await app.close();
  store.close();
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly as?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}
const ask = async (method: string, path: string, { as = 'an', headers = {}, body }: Asked = {}) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { ...(as ? { authorization: `Bearer ${as}` } : {}), ...headers }, body: body as string });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes, json: () => JSON.parse(bytes.toString()) as Record<string, any> };
};
const PDF = { 'content-type': 'application/pdf' };
const put = (bytes: Buffer, { path = `/api/evidence/${sha256Of(bytes)}`, ...more }: Asked & { path?: string } = {}) => ask('PUT', path, { headers: PDF, body: bytes, ...more });
const incoming = () => readdirSync(join(folder, 'evidence', 'incoming'));

describe('a whole upload', () => {
  it('is stored, larger than any other body may be, and given back as it was', async () => {
    const bytes = pdf(5 * MIB);
    const answer = await put(bytes, { path: `/api/evidence/${sha256Of(bytes)}?name=${encodeURIComponent('Quyết định.pdf')}` });
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/api/evidence/${sha256Of(bytes)}`]);
    expect(answer.json()).toMatchObject({ sha256: sha256Of(bytes), size: 5 * MIB, type: 'application/pdf', name: 'Quyết định.pdf', username: 'an', unit: '02869' });
    const read = await ask('GET', `/api/evidence/${sha256Of(bytes)}`, { as: 'chi' });
    expect(read.bytes.equals(bytes)).toBe(true);
    expect(Object.fromEntries(['content-type', 'x-content-type-options', 'content-security-policy', 'content-length'].map((name) => [name, read.headers.get(name)]))).toEqual({
      'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'content-length': String(5 * MIB),
    });
    expect(read.headers.get('content-disposition')).toBe(`attachment; filename="Quyet dinh.pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf`);
  });

  it.each([
    [422, 'evidence.hash-mismatch', () => put(pdf(1_000), { path: `/api/evidence/${'ab'.repeat(32)}` })],
    [422, 'evidence.type-mismatch', () => put(pdf(1_000), { headers: { 'content-type': 'image/png' } })],
    [415, 'evidence.type-not-allowed', () => put(pdf(1_000), { headers: { 'content-type': 'text/html' } })],
    [415, 'evidence.type-not-allowed', () => put(Buffer.from('MZ\u0000'), { headers: { 'content-type': 'application/octet-stream' } })],
    [415, 'evidence.type-not-allowed', () => put(Buffer.from('{"a":1}'), { headers: { 'content-type': 'application/json' } })],
    [422, 'evidence.empty', () => put(Buffer.alloc(0))],
    [413, 'evidence.too-large', () => put(pdf(8 * MIB + 1))],
    [400, 'ledger.malformed-fields', () => put(pdf(10), { path: '/api/evidence/..%2f..%2fetc%2fpasswd' })],
    [400, 'ledger.malformed-fields', () => put(pdf(10), { path: `/api/evidence/${sha256Of(pdf(10)).toUpperCase()}` })],
    [400, 'ledger.malformed-fields', () => put(pdf(10), { path: `/api/evidence/${sha256Of(pdf(10))}?name=${'x'.repeat(1_001)}` })],
    [403, 'access.role-not-permitted', () => put(pdf(10), { as: 'dung' })],
    [401, 'ledger.not-signed-in', () => put(pdf(10), { as: '' })],
  ])('is refused with %i %s and leaves nothing behind', async (status, code, work) => {
    const answer = await work();
    expect([answer.status, answer.json()['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(incoming()).toEqual([]);
  });

  it('that says no length and is too large is refused all the same', async () => {
    const answer = await new Promise<{ status?: number; text: string }>((done, fail) => {
      const upload = httpRequest({ port, host: '127.0.0.1', method: 'PUT', path: `/api/evidence/${'cd'.repeat(32)}`, headers: { ...PDF, 'authorization': 'Bearer an', 'transfer-encoding': 'chunked' } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk)).on('end', () => done({ status: response.statusCode, text }));
      });
      upload.on('error', fail);
      for (let i = 0; i < 9; i += 1) upload.write(pdf(MIB));
      upload.end();
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('evidence.too-large');
    expect(incoming()).toEqual([]);
  });

  it('that breaks off leaves nothing behind', async () => {
    const bytes = pdf(3 * MIB, 9);
    await new Promise<void>((done) => {
      const upload = httpRequest({ port, host: '127.0.0.1', method: 'PUT', path: `/api/evidence/${sha256Of(bytes)}`, headers: { ...PDF, 'authorization': 'Bearer an', 'content-length': bytes.length } });
      upload.on('error', () => done());
      upload.write(bytes.subarray(0, MIB), () => setTimeout(() => upload.destroy(new Error('gone')), 50));
    });
    for (let i = 0; i < 100 && incoming().length > 0; i += 1) await new Promise((later) => setTimeout(later, 20));
    expect(incoming()).toEqual([]);
    expect(store.has(sha256Of(bytes))).toBe(false);
  });

  it('of the same file by two at once succeeds for both', async () => {
    const bytes = pdf(2 * MIB, 7);
    const answers = await Promise.all([put(bytes), put(bytes, { as: 'binh' })]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(store.records(sha256Of(bytes)).map(({ unit }) => unit).sort()).toEqual(['02869', '02872']);
  });

  it('does not open other addresses to other types', async () => {
    expect((await ask('POST', '/api/evidence-not', { headers: { 'content-type': 'text/plain' }, body: 'x' })).status).not.toBe(200);
  });
});

describe('a download', () => {
  const bytes = pdf(1_000, 11);
  const path = `/api/evidence/${sha256Of(bytes)}`;
  beforeAll(() => put(bytes));

  it.each([['an', 200], ['chi', 200], ['root', 200], ['binh', 403], ['dung', 403], ['', 401]])('by %s is answered with %i', async (as, status) => {
    expect((await ask('GET', path, { as })).status).toBe(status);
  });

  it('may be of a part', async () => {
    const part = await ask('GET', path, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range'), part.bytes.equals(bytes.subarray(10, 20))]).toEqual([206, 'bytes 10-19/1000', true]);
    expect((await ask('GET', path, { headers: { range: 'bytes=5000-' } })).status).toBe(416);
    expect((await ask('GET', path, { headers: { 'range': 'bytes=0-9', 'if-range': '"other"' } })).status).toBe(200);
  });

  it('need not be repeated, and can be asked about', async () => {
    const known = await ask('GET', path, { headers: { 'if-none-match': `"${sha256Of(bytes)}"` } });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    const head = await ask('HEAD', path);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
  });

  it('of what is not there is 404, also for who may read nothing of it', async () => {
    expect((await ask('GET', `/api/evidence/${'00'.repeat(32)}`, { as: 'chi' })).json()).toMatchObject({ status: 404, code: 'evidence.not-found' });
    expect((await ask('GET', '/api/evidence/passwd', { as: 'chi' })).status).toBe(400);
  });
});

describe('an upload in parts', () => {
  const begin = (bytes: Buffer, more: object = {}, as = 'an') =>
    ask('POST', '/api/evidence/uploads', { as, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sha256: sha256Of(bytes), size: bytes.length, type: 'application/pdf', name: 'a.pdf', ...more }) });
  const patch = (id: string, offset: number, body: Buffer, as = 'an') =>
    ask('PATCH', `/api/evidence/uploads/${id}`, { as, headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body });

  it('goes on from where it stands until it is complete', async () => {
    const bytes = pdf(6 * MIB, 13);
    const begun = await begin(bytes);
    expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, '0']);
    const { id } = begun.json() as { id: string };
    expect((await patch(id, 0, bytes.subarray(0, 4 * MIB))).json()).toEqual({ received: 4 * MIB, size: 6 * MIB });
    const head = await ask('HEAD', `/api/evidence/uploads/${id}`);
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([200, String(4 * MIB), String(6 * MIB)]);
    expect((await patch(id, 0, bytes)).json()).toMatchObject({ status: 409, code: 'evidence.wrong-offset', details: { offset: 4 * MIB } });
    const last = await patch(id, 4 * MIB, bytes.subarray(4 * MIB));
    expect(last.json()).toMatchObject({ received: 6 * MIB, evidence: { sha256: sha256Of(bytes), unit: '02869' } });
    expect((await ask('GET', `/api/evidence/${sha256Of(bytes)}`)).bytes.equals(bytes)).toBe(true);
    expect((await ask('HEAD', `/api/evidence/uploads/${id}`)).status).toBe(404);
  });

  it('keeps what arrived when the connection breaks', async () => {
    const bytes = pdf(3 * MIB, 15);
    const { id } = (await begin(bytes)).json() as { id: string };
    await new Promise<void>((done) => {
      const headers = { 'content-type': 'application/octet-stream', 'authorization': 'Bearer an', 'content-length': bytes.length, 'upload-offset': '0' };
      const upload = httpRequest({ port, host: '127.0.0.1', method: 'PATCH', path: `/api/evidence/uploads/${id}`, headers });
      upload.on('error', () => done());
      upload.write(bytes.subarray(0, MIB), () => setTimeout(() => upload.destroy(new Error('gone')), 100));
    });
    let offset = 0;
    for (let i = 0; i < 100 && offset === 0; i += 1) {
      offset = Number((await ask('HEAD', `/api/evidence/uploads/${id}`)).headers.get('upload-offset'));
      await new Promise((later) => setTimeout(later, 20));
    }
    expect(offset).toBeGreaterThan(0);
    expect((await patch(id, offset, bytes.subarray(offset))).json()).toMatchObject({ evidence: { sha256: sha256Of(bytes) } });
  });

  it('belongs to who began it, and can be given up', async () => {
    const bytes = pdf(100, 17);
    const { id } = (await begin(bytes)).json() as { id: string };
    expect((await patch(id, 0, bytes, 'binh')).status).toBe(404);
    expect((await ask('DELETE', `/api/evidence/uploads/${id}`, { as: 'binh' })).status).toBe(404);
    expect((await ask('DELETE', `/api/evidence/uploads/${id}`)).status).toBe(204);
    expect((await patch(id, 0, bytes)).status).toBe(404);
    expect((await ask('HEAD', '/api/evidence/uploads/..%2fx')).status).toBe(404);
  });

  it('is refused at its announcement when it cannot succeed', async () => {
    const bytes = pdf(100, 19);
    expect((await begin(bytes, { size: 8 * MIB + 1 })).json()).toMatchObject({ status: 413, code: 'evidence.too-large' });
    expect((await begin(bytes, { type: 'image/svg+xml' })).json()).toMatchObject({ status: 415 });
    expect((await begin(bytes, { sha256: 'xyz', size: -1, extra: 1 })).json()['fields']).toHaveLength(3);
    expect((await begin(bytes, {}, 'dung')).status).toBe(403);
    const { id } = (await begin(bytes)).json() as { id: string };
    expect((await ask('PATCH', `/api/evidence/uploads/${id}`, { headers: { 'content-type': 'application/octet-stream' }, body: bytes })).status).toBe(400);
  });
});

it('lets commands name only evidence that is there', async () => {
  const bytes = pdf(100, 21);
  await put(bytes);
  expect(() => mustHaveEvidence(store, [sha256Of(bytes)])).not.toThrow();
  expect(() => mustHaveEvidence(store, [sha256Of(bytes), 'ab'.repeat(32)])).toThrow(
    expect.objectContaining({ status: 422, code: 'evidence.unknown', fields: [expect.objectContaining({ path: 'evidence[1]' })] }),
  );
});
