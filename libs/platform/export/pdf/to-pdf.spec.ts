import type { Sheet } from '../sheet';
import { textOfPdf } from './testing/text-of-pdf';
import { toPdf } from './to-pdf';

jest.setTimeout(60_000);

const sheet: Sheet = {
  name: 'capital-plan',
  title: { vi: 'Kế hoạch vốn và giải ngân', en: 'Capital plan and disbursement' },
  columns: [
    { key: 'level', label: { vi: 'Cấp tổng hợp', en: 'Level' }, unit: 'text' },
    { key: 'name', label: { vi: 'Tên đơn vị', en: 'Name' }, unit: 'text' },
    { key: 'capitalType', label: { vi: 'Loại vốn', en: 'Capital type' }, unit: 'text', choices: { investment: { vi: 'Vốn đầu tư phát triển', en: 'Investment' } } },
    { key: 'plan', label: { vi: 'Kế hoạch', en: 'Plan' }, unit: 'VND' },
    { key: 'rate', label: { vi: 'Tỷ lệ', en: 'Rate' }, unit: 'percent' },
    { key: 'on', label: { vi: 'Ngày', en: 'Day' }, unit: 'text' },
  ],
  rows: [
    { level: 'holder-type', name: 'Xã Bản Liền, huyện Bắc Hà', capitalType: 'investment', plan: '9007199254740993', rate: 87.35, on: '2025-12-31', basis: 'apportioned' },
    { level: 'holder', name: 'Ươm mầm những điều tốt đẹp ở Mường Khương', capitalType: null, plan: '-5', rate: null, on: null },
  ],
  totals: { plan: '9007199254740988', rate: 87.35, basis: 'published' },
  notes: [{ vi: 'Số tiền tính bằng đồng.', en: 'Amounts are in VND.' }],
  provenance: [{ label: { vi: 'Theo ngày hiệu lực (asOf)', en: 'As of' }, value: '2025-12-31' }, { label: { vi: 'Theo vị trí ghi nhận (knownAt)', en: 'Known at' }, value: '65836' }],
  mark: { label: { vi: 'Chứng nhận báo cáo', en: 'Report manifest' }, value: 'ab'.repeat(32) },
};

const wordsOf = (text: string): string => text.replace(/\s+/g, ' ');

describe('a paper', () => {
  it('holds searchable Vietnamese: title, moment, unit, rows with their basis, notes, manifest and page numbers', async () => {
    const bytes = await toPdf(sheet, 'vi');
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const text = wordsOf(textOfPdf(bytes));
    for (const said of ['Kế hoạch vốn và giải ngân', 'Theo ngày hiệu lực (asOf): 2025-12-31', 'knownAt): 65836', 'Đơn vị tính: đồng', 'Xã Bản Liền, huyện Bắc Hà', 'Ươm mầm những điều tốt đẹp ở Mường Khương',
      'Vốn đầu tư phát triển', '9.007.199.254.740.993', '-5', '87,35%', '31/12/2025', 'Phân bổ theo tổng đã công bố', 'Đã công bố', 'Tổng số', 'Số tiền tính bằng đồng.', 'Chứng nhận báo cáo', 'Trang 1/1']) {
      expect(text).toContain(said);
    }
    expect(text.replace(/ /g, '')).toContain('ab'.repeat(32));
    expect(text).not.toContain('holder-type');
  });

  it('says the same in English', async () => {
    const text = wordsOf(textOfPdf(await toPdf(sheet, 'en')));
    for (const said of ['Capital plan and disbursement', 'Unit: VND', 'Investment', '9,007,199,254,740,993', '2025-12-31', 'Apportioned', 'Total', 'Page 1 of 1']) expect(text).toContain(said);
  });

  it('repeats its header on every page, and is made beside everything else', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => ({ name: `Hộ số ${n}`, plan: String(n) }));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const pages = textOfPdf(await toPdf({ ...sheet, rows })).split('\f');
    clearInterval(timer);
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) expect(wordsOf(page)).toContain('Tên đơn vị');
    expect(wordsOf(pages.at(-1)!)).toContain(`Trang ${pages.length}/${pages.length}`);
    expect(turns).toBeGreaterThan(0);
  });

  it('of nothing says so', async () => {
    expect(wordsOf(textOfPdf(await toPdf({ ...sheet, rows: [], totals: undefined, mark: undefined })))).toContain('Không có dòng nào.');
  });
});
