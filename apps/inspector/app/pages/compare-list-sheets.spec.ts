import type { FieldDescription, RecordedEvent, Row, TableDescription } from '@ledger/ui/api/catalogue';
import { differencesOf } from '../../source/compare-rows';
import type { ListSteps } from '../../source/list-explainer';
import { listDifferencesSheet, listEventsSheet, LINES_MAX, type ListComparison, type ListWords } from './compare-list-sheets';

const column = (key: string, word: string, more: Partial<FieldDescription> = {}): FieldDescription => ({ key, word, label: { vi: `cột ${key}`, en: key }, optional: true, storage: 'text', schema: {}, ...more });
const table: TableDescription = {
  path: 'housing/houses', kind: 'current', label: { vi: 'Nhà', en: 'Houses' }, key: ['household'],
  columns: [column('household', 'household-id'), column('commune', 'unit-code'), column('stage', 'text', { choices: { approved: { vi: 'Đã duyệt', en: 'Approved' } } }), column('paid', 'vnd'), column('year', 'fiscal-year'), column('sortKey', 'text')],
};
const words: ListWords = { say: ({ vi }) => vi, textOf: ({ choices }, value) => choices?.[String(value)]?.vi ?? String(value) };
const moments = [{ position: '5' }, { position: '9' }] as const;
const house = (household: string, more: Row = {}): Row => ({ household, commune: '02869', paid: '0', year: 2024, sortKey: 'z', ...more });

const compared = (one: readonly Row[], other: readonly Row[]): ListComparison => {
  const byKey = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row['household']), row]));
  return { table, moments, differences: differencesOf(table, byKey(one), byKey(other)) };
};
const event = (position: string): RecordedEvent => ({ position, stream: `housing.house-${position}`, revision: '0', id: `e${position}`, type: 'T', data: {}, metadata: { actor: { user: 'officer', role: 'officer', unit: '10' }, recordedAt: '2024-03-02T00:01:00.000Z', effectiveOn: '2024-03-02', commandId: 'c', basis: 'illustrative', legalBasis: { number: '12/QĐ', issuedOn: '2024-03-01' } } });
const nothing: ListSteps = { events: [], steps: [] };

describe('the sheets of a compared list', () => {
  const [before, between, after] = [house('H1'), house('H1', { paid: '20', stage: 'approved' }), house('H1', { paid: '5', stage: 'approved', basis: 'illustrative' })];
  const gone = house('H0');
  const list = compared([gone, before], [after, house('H2')]);
  const behind: ListSteps = {
    events: [event('6'), event('7'), event('8')],
    steps: [{ row: 'H1', at: 0, before, after: between }, { row: 'H1', at: 2, before: between, after }, { row: 'H0', at: 1, before: gone }],
  };

  it('has a line for each value that differs, and of a row that is new or gone for each that it holds', () => {
    const { rows } = listDifferencesSheet(list, behind, words);
    expect(rows.map(({ row, state, column: of, a, b, change, events, basis }) => [row, state, of, a, b, change, events, basis])).toEqual([
      ['H0', 'chỉ có ở A', 'cột commune', '02869', null, null, 1, undefined],
      ['H0', 'chỉ có ở A', 'cột paid', 0, null, 0, 1, undefined],
      ['H0', 'chỉ có ở A', 'cột year', '2024', null, null, 1, undefined],
      ['H1', 'thay đổi', 'cột stage', null, 'Đã duyệt', null, 1, 'illustrative'],
      ['H1', 'thay đổi', 'cột paid', 0, 5, 5, 2, 'illustrative'],
      ['H1', 'thay đổi', 'Nguồn gốc số liệu', null, 'Minh họa', null, 1, 'illustrative'],
      ['H2', 'chỉ có ở B', 'cột commune', null, '02869', null, 0, undefined],
      ['H2', 'chỉ có ở B', 'cột paid', null, 0, 0, 0, undefined],
      ['H2', 'chỉ có ở B', 'cột year', null, '2024', null, 0, undefined],
    ]);
  });

  it('says of each value whether its events lead from the one to the other, and which it lacks', () => {
    const { rows } = listDifferencesSheet(list, behind, words);
    expect(new Set(rows.filter(({ row }) => row !== 'H2').map(({ says }) => says))).toEqual(new Set(['✓ khớp']));
    expect(new Set(rows.filter(({ row }) => row === 'H2').map(({ says }) => says))).toEqual(new Set(['Không sự kiện nào giải thích được']));
    const { rows: otherwise } = listDifferencesSheet(list, { ...behind, steps: [{ row: 'H1', at: 0, before, after: between }] }, words);
    expect(otherwise.filter(({ row }) => row === 'H1').map(({ column: of, says }) => [of, says])).toEqual([['cột stage', '✓ khớp'], ['cột paid', '✗ không khớp'], ['Nguồn gốc số liệu', '✗ không khớp']]);
  });

  it('tells what each event did to each of those values, and their parts come to the difference', () => {
    const { rows } = listEventsSheet(list, behind, ({ id }) => `sự kiện ${id}`, words);
    const paid = rows.filter(({ row, column: of }) => row === 'H1' && of === 'cột paid');
    expect(paid.map(({ position, says, user, basisNumber, before: one, after: other, change, basis }) => [position, says, user, basisNumber, one, other, change, basis])).toEqual([
      ['6', 'sự kiện e6', 'officer', '12/QĐ', 0, 20, 20, 'illustrative'],
      ['8', 'sự kiện e8', 'officer', '12/QĐ', 20, 5, -15, 'illustrative'],
    ]);
    expect(rows.filter(({ row }) => row === 'H0').map(({ position }) => position)).toEqual(['7', '7', '7']);
  });

  it('says from which moments it is, and how many rows are new, gone and changed', () => {
    const { provenance, title, notes } = listDifferencesSheet(list, behind, words);
    expect([title, notes.length]).toEqual([table.label, 1]);
    expect(provenance.map(({ label, value }) => `${label.vi} ${value}`)).toEqual(['Thời điểm A knownAt 5', 'Thời điểm B knownAt 9', 'Số dòng chỉ có ở B: 1, chỉ có ở A: 1, thay đổi: 1']);
    const dated = listDifferencesSheet({ ...list, moments: [{ position: '5', asOf: '2024-06-30' }, { position: '5', asOf: '2025-01-01' }] }, nothing, words);
    expect(dated.provenance[0]!.value).toBe('asOf 2024-06-30, knownAt 5');
  });

  it('keeps an amount that a spreadsheet would round as it is', () => {
    const { rows } = listDifferencesSheet(compared([house('H1')], [house('H1', { paid: '9007199254740993' })]), nothing, words);
    expect(rows.map(({ a, b, change }) => [a, b, change])).toEqual([[0, '9007199254740993', '9007199254740993']]);
  });

  it('says how much it leaves out', () => {
    const many = Array.from({ length: Math.ceil(LINES_MAX / 3) + 1 }, (_, index) => house(`H${index}`));
    const { rows, notes } = listDifferencesSheet(compared([], many), nothing, words);
    expect(rows).toHaveLength(LINES_MAX);
    expect(notes.at(-1)!.vi).toBe(`Còn ${many.length * 3 - LINES_MAX} phần nữa không có trong tệp này.`);
  });
});
