import { householdId, optional, personal, personId, telephone, text, vnd } from '@ledger/fields';
import type { Shape } from '@ledger/kit';
import { isUnusable, RowReader, type PreparedRow, type UnusableRow } from './row-reader';

const label = { vi: 'Họ và tên', en: 'Full name' };
const commands = new Map<string, { readonly shape: Shape }>([
  ['Name', { shape: { household: householdId(), person: personId(), name: personal(text({ label }), 'person'), phone: optional(personal(telephone(), 'person')) } }],
  ['Pay', { shape: { household: householdId(), amount: vnd(), note: optional(text({ label: { vi: 'Ghi chú', en: 'Note' } })) } }],
]);
const read = (command: string, cells: Readonly<Record<string, string>>) => new RowReader(commands, command).prepare({ line: 2, cells });
const keyOf = (cells: Readonly<Record<string, string>>): string => (read('Name', cells) as PreparedRow).key;
const row = { household: 'H0286900017', person: 'P4tq9m2kx7', name: 'Sùng Thị Dơ', phone: '0976 543 210' };

describe('the key of an imported row', () => {
  it('is the same for the same row, and another for another house or person', () => {
    expect(keyOf(row)).toBe(keyOf({ ...row }));
    expect(keyOf({ ...row, household: 'H0286900018' })).not.toBe(keyOf(row));
    expect(keyOf({ ...row, person: 'P8vz3c6hn1' })).not.toBe(keyOf(row));
  });

  it('says nothing about personal data: nobody can try out names by it', () => {
    expect(keyOf({ ...row, name: 'Giàng A Tủa', phone: '0911111111' })).toBe(keyOf(row));
  });

  it('is the same for decomposed letters, and of its own for each of equal rows', () => {
    const reader = new RowReader(commands, 'Pay');
    const pay = { household: 'H0001', amount: '5', note: 'Đợt một' };
    const [first, second] = [reader.prepare({ line: 2, cells: pay }), reader.prepare({ line: 3, cells: pay })] as PreparedRow[];
    expect((read('Pay', { ...pay, note: 'Đợt một'.normalize('NFD') }) as PreparedRow).key).toBe(first!.key);
    expect(second!.key).not.toBe(first!.key);
  });
});

describe('a row', () => {
  it('is read by keys, by labels, and by labels as a template writes them', () => {
    const expected = { household: 'H0001', amount: '1500000', legalBasis: { number: '1/QĐ', issuedOn: '2024-01-02' } };
    const basis = { 'Căn cứ pháp lý · Số, ký hiệu văn bản': '1/QĐ', 'Căn cứ pháp lý · Ngày ban hành': '2/1/2024' };
    expect(read('Pay', { household: 'H0001', amount: '1500000', 'legalBasis.number': '1/QĐ', 'legalBasis.issuedOn': '2024-01-02' })).toMatchObject({ body: expected });
    expect(read('Pay', { 'Mã hộ *': 'H0001', 'Số tiền (đồng) *': '1,5 triệu', ...basis })).toMatchObject({ body: expected });
    expect(read('Pay', { 'Household code': 'H0001', 'Amount': '1.500.000', ...Object.fromEntries(Object.entries(basis).map(([key, value]) => [key.normalize('NFD'), value])) })).toMatchObject({ body: expected });
  });

  it('has what is common to all rows, unless it says otherwise', () => {
    const reader = new RowReader(commands, 'Pay', { effectiveOn: '2024-05-01', reason: 'Theo danh sách' });
    expect(reader.prepare({ line: 2, cells: { household: 'H0001', 'Ngày hiệu lực': '3/5/2024' } })).toMatchObject({ body: { household: 'H0001', effectiveOn: '2024-05-03', reason: 'Theo danh sách' } });
  });

  it('with a heading that its command does not have says which', () => {
    const found = read('Pay', { household: 'H0001', Xóm: 'Ba' });
    expect(isUnusable(found) && (found as UnusableRow)).toMatchObject({ heading: 'Xóm', problem: { vi: expect.stringContaining('Xóm') as string } });
  });
});
