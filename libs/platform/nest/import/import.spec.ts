import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { contentHash, contentKey } from '@ledger/platform/import/content-key';
import ExcelJS from 'exceljs';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';
import { importMessages, importModule } from './index';

const folder = mkdtempSync(join(tmpdir(), 'ledger-import-spec-'));
const open = () => openTestLedger({ folder, parts: () => ({ imports: [importModule()] }), messages: importMessages });
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await open();
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly json: any;
  readonly bytes: Buffer;
}
async function send(method: string, path: string, body?: unknown, user = 'clerk'): Promise<Answer> {
  const isFile = body instanceof Uint8Array;
  const answer = await fetch(ledger.address + path, {
    method,
    headers: { 'authorization': `Bearer ${user}`, ...(body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }) },
    body: body === undefined ? undefined : isFile ? Buffer.from(body) : JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, bytes, json: answer.headers.get('content-type')?.includes('json') ? JSON.parse(bytes.toString('utf8')) : undefined };
}
const bring = (name: string, file: Buffer, command = 'OpenCounter', user = 'clerk') => send('POST', `/api/imports?command=${command}&name=${encodeURIComponent(name)}`, file, user);

/** Waits, bounded, until nothing is under way. */
async function settled(id: string) {
  for (let tries = 0; tries < 400; tries += 1) {
    const { json } = await send('GET', `/api/imports/${id}`);
    if (json.state === 'checked' || json.state === 'done') return json;
    await pause(25);
  }
  throw new Error(`the import ${id} was not settled`);
}
async function checked(name: string, file: Buffer, command?: string) {
  const brought = await bring(name, file, command);
  expect(brought.json).toMatchObject({ state: 'checking', name });
  return settled(brought.json.id);
}
const recorded = async (id: string) => {
  expect((await send('POST', `/api/imports/${id}/record`)).status).toBe(202);
  return settled(id);
};
const rowsOf = async (id: string, bad = false) => (await send('GET', `/api/imports/${id}/rows?limit=1000${bad ? '&bad=true' : ''}`)).json.rows as { line: number; verdict: string; cells: Record<string, string>; problems: { vi: string; heading?: string; code?: string }[] }[];
const eventsOf = async (counter: string) => ((await ledger.ask(`/api/events?stream=counters.counter-${counter}`, { user: 'inspector' })).json.events as unknown[]).length;

async function xlsx(rows: readonly (readonly unknown[])[], more: (workbook: ExcelJS.Workbook, page: ExcelJS.Worksheet) => void = () => undefined): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('Tờ 1');
  page.addRows(rows as unknown[][]);
  more(workbook, page);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
const headings = ['Bộ đếm', 'Đơn vị hành chính', 'Số tiền (đồng) *'];
const counters = (prefix: string, count: number): unknown[][] => Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, '10', 100 + index]);

describe('a file of rows', () => {
  it('is tried before anything is recorded, put right row by row, and recorded: 200 rows, three of them bad', async () => {
    const rows = counters('many', 200);
    rows[10]![2] = 'nhiều';
    rows[50]![0] = 'không phải mã';
    rows[199]![0] = 'many-0';
    await send('POST', '/api/commands/OpenCounter', { counter: 'many-7', unit: '10', limit: '1' });
    rows[7]![0] = 'many-7-again';
    const file = await xlsx([headings, ...rows]);
    const first = await checked('Danh sách.xlsx', file);
    expect(first).toMatchObject({ state: 'checked', rows: 200, counts: { 'would-record': 198, 'unusable': 2 } });
    const bad = await rowsOf(first.id, true);
    expect(bad.map(({ line }) => line)).toEqual([12, 52]);
    expect(bad[0]).toMatchObject({ verdict: 'unusable', problems: [{ heading: 'Số tiền (đồng) *', vi: expect.stringContaining('Số tiền: ') as string }] });
    expect(await eventsOf('many-0')).toBe(0);

    const done = await recorded(first.id);
    expect(done).toMatchObject({ state: 'done', counts: { 'recorded': 197, 'unusable': 2, 'refused': 1 } });
    expect((await rowsOf(first.id, true)).at(-1)).toMatchObject({ line: 201, verdict: 'refused', problems: [{ code: 'counters.open-already', heading: 'Bộ đếm' }] });

    const again = await checked('Danh sách.xlsx', file);
    expect(again.counts).toEqual({ 'already-recorded': 197, 'unusable': 2, 'refused': 1 });
    expect((await send('POST', `/api/imports/${again.id}/record`)).json).toMatchObject({ status: 409, code: 'import.nothing-to-record' });
  });

  it('is put right in place, and given back with what became of each row', async () => {
    const { id } = await checked('rows.csv', Buffer.from('counter,unit,limit\nfix-1,10,abc\nfix-2,10,5\n'));
    const fixed = await send('PATCH', `/api/imports/${id}/rows/2`, { cells: { counter: 'fix-1', unit: '10', limit: '1,5 triệu' } });
    expect(fixed.json).toMatchObject({ line: 2, verdict: 'would-record', problems: [] });
    expect((await send('PATCH', `/api/imports/${id}/rows/2`, { cells: { colour: 'red' } })).json).toMatchObject({ status: 400, fields: [{ path: 'colour' }] });
    expect((await send('PATCH', `/api/imports/${id}/rows/9`, { cells: {} })).status).toBe(404);
    expect((await recorded(id)).counts).toEqual({ recorded: 2 });
    expect((await send('PATCH', `/api/imports/${id}/rows/2`, { cells: {} })).json).toMatchObject({ status: 409, code: 'import.recorded' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await send('GET', `/api/imports/${id}/result`)).bytes as unknown as ExcelJS.Buffer);
    const values: unknown[] = [];
    workbook.worksheets[0]!.eachRow((row) => values.push((row.values as unknown[]).slice(1, 7)));
    expect(values).toContainEqual([2, 'fix-1', '10', '1,5 triệu', 'Đã ghi nhận', '']);
  });

  it('has what is common to its rows said once', async () => {
    const { id } = await checked('close.jsonl', Buffer.from('{"counter":"fix-1","on":"2031-01-01"}\n'), 'CloseCounter').catch(() => ({ id: '' }));
    expect(id).toBe('');
    const brought = await bring('close.jsonl', Buffer.from('{"counter":"fix-1","on":"2031-01-01"}\n'), 'CloseCounter', 'checker');
    const see = async () => (await send('GET', `/api/imports/${brought.json.id}/rows`, undefined, 'checker')).json.rows[0];
    for (let tries = 0; tries < 100 && (await see()).verdict === 'waiting'; tries += 1) await pause(25);
    expect(await see()).toMatchObject({ verdict: 'unusable', problems: [{ vi: expect.stringContaining('Căn cứ pháp lý') as string }, expect.anything()] });
    for (let tries = 0; tries < 100 && (await send('GET', `/api/imports/${brought.json.id}`, undefined, 'checker')).json.state !== 'checked'; tries += 1) await pause(25);
    const common = { legalBasis: { number: '1/QĐ', issuedOn: '2031-01-01' }, reason: 'Đóng sổ' };
    expect((await send('PUT', `/api/imports/${brought.json.id}/common`, { ...common, counter: 'x' }, 'checker')).status).toBe(400);
    expect((await send('PUT', `/api/imports/${brought.json.id}/common`, common, 'checker')).status).toBe(202);
    for (let tries = 0; tries < 100 && (await see()).verdict === 'waiting'; tries += 1) await pause(25);
    expect(await see()).toMatchObject({ verdict: 'would-record' });
  });

  it('belongs to who brought it; inspectors see it, others do not', async () => {
    const { id } = await checked('mine.csv', Buffer.from('counter,unit,limit\nmine-1,10,5\n'));
    expect((await send('GET', `/api/imports/${id}`, undefined, 'clerk-10')).status).toBe(404);
    expect((await send('GET', `/api/imports/${id}`, undefined, 'inspector')).status).toBe(200);
    expect((await send('POST', `/api/imports/${id}/record`, undefined, 'inspector')).status).toBe(404);
    expect((await bring('x.csv', Buffer.from('counter\n1\n'), 'OpenCounter', 'inspector')).status).toBe(403);
    expect((await bring('x.csv', Buffer.from('counter\n1\n'), 'NoSuch')).status).toBe(404);
    expect((await send('GET', '/api/imports')).json.imports.map((each: { id: string }) => each.id)).toContain(id);
    expect((await send('DELETE', `/api/imports/${id}`)).status).toBe(204);
    expect((await send('GET', `/api/imports/${id}`)).status).toBe(404);
  });

  it('is the office’s: a colleague’s copy of it records nothing, and says who did and when; another office’s is its own', async () => {
    const file = Buffer.from('counter,unit,limit\noffice-1,10,5\noffice-2,10,5\n');
    const first = await checked('ours.csv', file);
    const colleague = (await bring('ours again.csv', file, 'OpenCounter', 'clerk-10')).json;
    const seen = async (id: string, user: string) => (await send('GET', `/api/imports/${id}/rows`, undefined, user)).json.rows as { verdict: string; problems: { vi: string; en: string; code: string }[] }[];
    const untilChecked = async (id: string, user: string) => {
      for (let tries = 0; tries < 200 && !['checked', 'done'].includes((await send('GET', `/api/imports/${id}`, undefined, user)).json.state); tries += 1) await pause(25);
    };
    await untilChecked(colleague.id, 'clerk-10');
    // Both were found recordable; the second to record finds the first one's records.
    expect((await seen(colleague.id, 'clerk-10')).map(({ verdict }) => verdict)).toEqual(['would-record', 'would-record']);
    expect((await recorded(first.id)).counts).toEqual({ recorded: 2 });
    await send('POST', `/api/imports/${colleague.id}/record`, undefined, 'clerk-10');
    await untilChecked(colleague.id, 'clerk-10');
    const found = await seen(colleague.id, 'clerk-10');
    expect(found).toMatchObject([{ verdict: 'already-recorded', problems: [{ code: 'import.recorded-before' }] }, { verdict: 'already-recorded' }]);
    expect(found[0]!.problems[0]!.vi).toMatch(/^Đã ghi nhận bởi clerk lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}\.$/);
    expect(found[0]!.problems[0]!.en).toMatch(/^Recorded by clerk at \d{4}-\d\d-\d\d \d\d:\d\d\.$/);
    expect(await eventsOf('office-1')).toBe(1);

    const another = (await bring('theirs.csv', file, 'OpenCounter', 'clerk-11')).json;
    await untilChecked(another.id, 'clerk-11');
    expect((await seen(another.id, 'clerk-11')).map(({ verdict }) => verdict)).toEqual(['refused', 'refused']);
  });

  it('is the same by the page and by whoever sends its rows under the keys of `ledger import`', async () => {
    const body = { counter: 'office-3', unit: '10', limit: '5' };
    const key = contentKey(contentHash('OpenCounter', body), 0);
    const sendRow = (user: string, sent: object) =>
      fetch(`${ledger.address}/api/commands/OpenCounter`, { method: 'POST', headers: { 'authorization': `Bearer ${user}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(sent) });
    expect((await sendRow('clerk-10', body)).status).toBe(200);
    const { id, counts } = await checked('row.csv', Buffer.from('counter,unit,limit\noffice-3,10,5\n'));
    expect(counts).toEqual({ 'already-recorded': 1 });
    expect((await rowsOf(id))[0]!.problems[0]!.vi).toContain('clerk-10');
    // A key that is not of its content stays its sender's own: it can neither claim nor spoil a colleague's row.
    const claimed = { counter: 'office-4', unit: '10', limit: '5' };
    expect((await sendRow('clerk-10', claimed)).status).toBe(200);
    expect((await sendRow('clerk', { ...claimed, counter: 'office-5' })).status).toBe(200);
  });

  it('whose recording a restart interrupts goes on, and records nothing twice', async () => {
    const { id } = await checked('long.csv', Buffer.from(`counter,unit,limit\n${Array.from({ length: 600 }, (_, index) => `long-${index},10,5`).join('\n')}\n`));
    await send('POST', `/api/imports/${id}/record`);
    await ledger.close();
    ledger = await open();
    const done = await settled(id);
    expect(done).toMatchObject({ state: 'done', counts: { recorded: 600 } });
    expect(await eventsOf('long-0')).toBe(1);
    expect(await eventsOf('long-599')).toBe(1);
  });
});

describe('a template', () => {
  it('is filled in and imported as it is', async () => {
    const { bytes, status } = await send('GET', '/api/import-templates/OpenCounter');
    expect(status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    const page = workbook.getWorksheet('Dữ liệu')!;
    expect((page.getRow(1).values as unknown[]).slice(1, 5)).toEqual(['Bộ đếm *', 'Đơn vị hành chính *', 'Số tiền (đồng) *', 'Ghi chú']);
    expect([page.getCell('A1').protection?.locked ?? true, page.getCell('A2').protection.locked]).toEqual([true, false]);
    page.getRow(2).values = ['filled-in', '10', 1500];
    const { counts } = await checked('OpenCounter.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(counts).toEqual({ 'would-record': 1 });
  });

  it('is there for commands of one row alone, for whoever may issue them', async () => {
    const { templates } = (await send('GET', '/api/import-templates')).json as { templates: { command: string }[] };
    expect(templates.map(({ command }) => command)).toEqual(['OpenCounter', 'AddToCounter', 'CloseCounter']);
    expect((await send('GET', '/api/import-templates/AddTwice')).json).toMatchObject({ code: 'import.no-template' });
    expect((await send('GET', '/api/import-templates/CloseCounter')).status).toBe(403);
  });
});

/** A ZIP of one part whose directory says that it is small. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(100, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(100, 24);
  entry.writeUInt16LE(name.length, 28);
  const at = 30 + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

describe('a hostile file', () => {
  it('that unpacks to far more than it says is refused before it is read', async () => {
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(300 * 1_048_576));
    expect(bomb.length).toBeLessThan(1_048_576);
    expect((await bring('bomb.xlsx', bomb)).json).toMatchObject({ status: 422, code: 'import.unreadable' });
  });

  it('of one cell in the last row and column is no larger than that', async () => {
    const file = await xlsx([headings, ['corner', '10', 5]], (_, page) => (page.getCell('XFD1048576').value = 'x'));
    expect((await bring('corner.xlsx', file)).json).toMatchObject({ status: 422, code: 'import.unreadable' });
    const low = await xlsx([headings, ['corner', '10', 5]], (_, page) => (page.getCell('A1048576').value = 'corner-low'));
    expect((await checked('low.xlsx', low)).rows).toBe(2);
  });

  it.each<[string, string, () => Promise<Buffer> | Buffer, string]>([
    ['the wrong sheet', 'wrong.xlsx', () => xlsx([['Xin chào', 'Tháng'], ['a', 'b']]), 'import.wrong-headings'],
    ['a text of 1 MiB in a cell', 'long.csv', () => Buffer.from(`counter,unit,limit,note\nlong-text,10,5,${'x'.repeat(1_048_576)}\n`), 'import.unreadable'],
    ['more rows than are taken', 'rows.csv', () => Buffer.from(`counter\n${'x\n'.repeat(20_001)}`), 'import.too-many-rows'],
    ['a file of another kind', 'macro.xlsm', () => Buffer.from('x'), 'import.type-not-allowed'],
    ['17 MiB', 'large.csv', () => Buffer.alloc(17 * 1_048_576, 'x'), 'import.too-large'],
  ])('with %s is refused with its reason', async (_, name, make, code) => {
    expect((await bring(name, await make())).json).toMatchObject({ code });
  });

  it('has the results of its formulas read, never the formulas run; one that was never calculated is shown as it stands', async () => {
    const file = await xlsx([headings], (_, page) => {
      page.getRow(2).values = ['formula-1', '10', { formula: '2*3', result: 6 }];
      page.getRow(3).values = ['formula-2', '10', { formula: 'WEBSERVICE("http://x")' }];
      page.getRow(4).values = ['formula-3', '10', { formula: '1/0', result: { error: '#DIV/0!' } }];
    });
    const { id } = await checked('formulas.xlsx', file);
    expect((await rowsOf(id)).map(({ verdict, cells }) => [verdict, cells[headings[2]!]])).toEqual([['would-record', '6'], ['unusable', '=WEBSERVICE("http://x")'], ['unusable', '#DIV/0!']]);
  });

  it('in decomposed letters is read as if it were composed', async () => {
    const text = `Bộ đếm,Đơn vị hành chính,Số tiền,Ghi chú\nnfd-1,10,"1,5 triệu",Hộ nghèo\n`;
    const { id } = await checked('nfd.csv', Buffer.from(text.normalize('NFD')));
    expect((await recorded(id)).counts).toEqual({ recorded: 1 });
    expect((await checked('nfc.csv', Buffer.from(text.normalize('NFC')))).counts).toEqual({ 'already-recorded': 1 });
  });
});
