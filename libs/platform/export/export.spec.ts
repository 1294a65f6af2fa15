import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readRows, toCsv, toXlsx, UnreadableFile, type Sheet, type TypedRow } from './index';

const sheet: Sheet = {
  name: 'capital-plan',
  title: { vi: 'Kế hoạch vốn', en: 'Capital plan' },
  columns: [
    { key: 'program', label: { vi: 'Chương trình', en: 'Program' }, unit: 'text' },
    { key: 'plan', label: { vi: 'Kế hoạch', en: 'Plan' }, unit: 'VND' },
  ],
  rows: [
    { program: '=cmd|"/c calc"!A1', plan: '1500000000', basis: 'apportioned' },
    { program: 'Xã «Bản Lầu», "Mường Khương"', plan: '9223372036854775807' },
  ],
  totals: { program: 'Tổng', plan: '9223372038354775807', basis: 'published' },
  notes: [{ vi: 'Số liệu làm tròn.', en: 'Rounded.' }],
  provenance: [{ label: { vi: 'Vị trí', en: 'Position' }, value: '17' }],
};

const folder = mkdtempSync(join(tmpdir(), 'export-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const rowsOf = async (path: string): Promise<TypedRow[]> => {
  const rows: TypedRow[] = [];
  for await (const row of readRows(path)) rows.push(row);
  return rows;
};

describe('csv', () => {
  it('quotes, defuses formulas, keeps the basis of every row', () => {
    expect(toCsv(sheet)).toBe(
      '\ufeffprogram,plan,basis\r\n"\'=cmd|""/c calc""!A1",1500000000,apportioned\r\n"Xã «Bản Lầu», ""Mường Khương""",9223372036854775807,\r\nTổng,9223372038354775807,published\r\n',
    );
  });

  it('reads back what it writes', async () => {
    const texts = fc.stringMatching(/^[\p{L}0-9",\n ]{0,20}[\p{L}0-9]$/u).map((text) => text.normalize('NFC'));
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 4 }), async (cells) => {
        const columns = cells.map((_, index) => ({ key: `c${index}`, label: { vi: '', en: '' }, unit: 'text' }));
        const row = Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell]));
        const [read] = await rowsOf(file('back.csv', toCsv({ ...sheet, columns, rows: [row], totals: undefined })));
        expect(read!.cells).toEqual(row);
      }),
      { numRuns: 60, verbose: 1 },
    );
  });
});

describe('xlsx', () => {
  it('holds exact amounts, title, basis, totals and provenance', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file('plan.xlsx', await toXlsx(sheet)));
    const values: unknown[] = [];
    workbook.worksheets[0]!.eachRow((row) => values.push((row.values as unknown[]).slice(1)));
    expect(values).toEqual([
      ['Kế hoạch vốn'],
      ['Đơn vị tính: đồng'],
      ['Chương trình', 'Kế hoạch', 'Nguồn gốc số liệu'],
      ['=cmd|"/c calc"!A1', 1500000000, 'Phân bổ theo tổng đã công bố'],
      ['Xã «Bản Lầu», "Mường Khương"', '9223372036854775807', ''],
      ['Tổng', '9223372038354775807', 'Đã công bố'],
      ['Số liệu làm tròn.'],
      ['Vị trí: 17'],
    ]);
  });

  it('is read by its first row of headings', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('x').addRows([['Mã', 'Ngày', 'Số tiền'], ['02761', new Date('2024-05-31'), 1500000000], [], ['02764']]);
    expect(await rowsOf(file('rows.xlsx', Buffer.from(await workbook.xlsx.writeBuffer())))).toEqual([
      { line: 2, cells: { Mã: '02761', Ngày: '2024-05-31', 'Số tiền': '1500000000' } },
      { line: 4, cells: { Mã: '02764' } },
    ]);
  });
});

describe('a workbook', () => {
  const written = async (fill: (page: ExcelJS.Worksheet) => void): Promise<Buffer> => {
    const workbook = new ExcelJS.Workbook();
    fill(workbook.addWorksheet('x'));
    return Buffer.from(await workbook.xlsx.writeBuffer());
  };

  it('of headings alone has no rows', async () => {
    expect(await rowsOf(file('headings.xlsx', await written((page) => page.addRow(['a', 'b']))))).toEqual([]);
  });

  it('is not read half, nor wider than a person would make it', async () => {
    const whole = await written((page) => page.addRows([['a'], ['1']]));
    await expect(rowsOf(file('half.xlsx', whole.subarray(0, whole.length / 2)))).rejects.toBeInstanceOf(UnreadableFile);
    await expect(rowsOf(file('wide.xlsx', await written((page) => (page.getCell('XFD2').value = 'x'))))).rejects.toThrow(/columns/);
  });

  it('has results of formulas for cells, and what they say where there is none', async () => {
    const cells = await written((page) => page.addRows([['a', 'b', 'c', 'd'], [{ formula: '2*3', result: 6 }, { formula: 'NOW()' }, { formula: '1/0', result: { error: '#DIV/0!' } }, { richText: [{ text: 'Hộ ' }, { text: 'nghèo' }] }]]));
    expect((await rowsOf(file('formulas.xlsx', cells)))[0]!.cells).toEqual({ a: '6', b: '=NOW()', c: '#DIV/0!', d: 'Hộ nghèo' });
  });
});

describe('files that are not what they seem', () => {
  it.each([
    ['torn.xlsx', 'PK\u0003\u0004 and nothing more'],
    ['torn.csv', 'a,b\n1,"never ends'],
    ['latin.csv', Buffer.from([0x61, 0x0a, 0xe9, 0x0a])],
    ['twice.csv', 'a,a\n1,2'],
    ['stray.csv', 'a\n1,2'],
    ['torn.jsonl', '{"a":1}\n{"a":'],
    ['list.jsonl', '[1]'],
    ['long-heading.csv', `${'x'.repeat(1_048_576)}\n1\n`],
    ['long-cell.csv', `a,b\n1,${'x'.repeat(1_048_576)}\n`],
    ['picture.xlsx', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['rows.pdf', '%PDF'],
  ])('%s is refused with its reason', async (name, content) => {
    await expect(rowsOf(file(name, content))).rejects.toBeInstanceOf(UnreadableFile);
  });
});
