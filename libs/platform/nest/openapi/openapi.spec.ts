import { openTestLedger, type TestLedger } from '../testing/test-ledger';

/** Every `$ref` in a document. */
function* refs(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') yield value as string;
    else yield* refs(value);
  }
}

describe('the description of the API', () => {
  let ledger: TestLedger;
  let document: any;
  beforeAll(async () => {
    ledger = await openTestLedger();
    document = (await ledger.ask('/api/openapi.json', { user: '' })).json;
  });
  afterAll(() => ledger.close());

  it('is OpenAPI 3.1 and open to all', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: '0.0.0-test' }, components: { securitySchemes: { bearer: { scheme: 'bearer' } } } });
  });

  it('has every command with its body, every table and every report', () => {
    expect(document.paths['/api/commands/OpenCounter'].post.requestBody.content['application/json'].schema.$ref).toBe('#/components/schemas/OpenCounter');
    expect(document.components.schemas.OpenCounter).toMatchObject({
      additionalProperties: false, required: ['counter', 'unit', 'limit'],
      properties: { limit: { type: 'string', 'x-unit': 'VND', title: 'Số tiền' }, effectiveOn: { format: 'date' } },
    });
    expect(document.components.schemas.CloseCounter.required).toEqual(['counter', 'on', 'legalBasis', 'reason']);
    expect(document.paths['/api/counters/additions'].get.parameters.map(({ name }: any) => name)).toEqual(
      ['counter', 'revision', 'amount', 'limit', 'offset', 'order', 'asOf', 'knownAt', 'minPosition'],
    );
    expect(document.paths['/api/counters/counters'].get.parameters.map(({ name }: any) => name)).not.toContain('asOf');
    expect(document.paths).toHaveProperty(['/api/reports/counter-totals']);
  });

  it('holds together: every reference leads somewhere, every operation has its own name and answers', () => {
    for (const ref of refs(document)) {
      const target = ref.split('/').slice(1).reduce((node: any, step) => node?.[step], document);
      expect([ref, target]).toEqual([ref, expect.any(Object)]);
    }
    const operations = Object.values(document.paths).flatMap((path: any) => Object.values(path)) as any[];
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      expect(Object.keys(operation.responses).length).toBeGreaterThan(1);
      expect(operation.responses).not.toEqual({});
    }
    for (const [path, item] of Object.entries<any>(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values<any>(item)) {
        const declared = (operation.parameters ?? []).filter((parameter: any) => parameter.in === 'path').map(({ name }: any) => name);
        expect(declared).toEqual(named);
      }
    }
  });

  it('has schemas that are JSON Schema', () => {
    const types = new Set(['object', 'string', 'integer', 'boolean', 'array', 'number']);
    for (const schema of Object.values<any>(document.components.schemas)) {
      expect(types.has(schema.type)).toBe(true);
      for (const pattern of JSON.stringify(schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)) expect(() => new RegExp(JSON.parse(pattern[1]!), 'u')).not.toThrow();
    }
  });

  it('matches what the server answers to GET /api/commands', async () => {
    const { commands } = (await ledger.ask('/api/commands')).json;
    expect(commands.map(({ name }: any) => `/api/commands/${name}`).sort()).toEqual(Object.keys(document.paths).filter((path) => path.startsWith('/api/commands/')).sort());
    expect(commands.find(({ name }: any) => name === 'CloseCounter')).toMatchObject({ register: 'counters', roles: ['checker'], requires: ['legalBasis', 'reason'] });
  });

  it('has a page that works offline, to which / leads', async () => {
    const root = await ledger.ask('/', { user: '' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs']);
    const page = await ledger.ask('/docs', { user: '' });
    expect(page.status).toBe(200);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      expect(asset).not.toMatch(/^https?:/);
      expect((await ledger.ask(new URL(asset, `${ledger.address}/docs`).pathname, { user: '' })).status).toBe(200);
    }
  });

  it('is served with headers that keep browsers honest', async () => {
    const api = await ledger.ask('/api/commands');
    expect(Object.fromEntries(api.headers)).toMatchObject({ 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    const page = await ledger.ask('/docs', { user: '' });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
