import fc from 'fast-check';
import { InvalidFields, type Field } from '@ledger/kit';
import { actShape, capitalType, componentCode, count, day, decimal, fiscalYear, fundSource, householdId, isDay, labelled, legalBasis, lineId, many, optional, percent, programCode, quotient, readVnd, searchKey, sha256, showVnd, text, unitCode, vnd, VND_MAX, vndChange, yesNo } from './index';

const label = { vi: 'Trường', en: 'Field' };
const problemOf = (field: Field<any>, json: unknown): string | undefined => {
  try {
    field.decode(json, 'f');
    return undefined;
  } catch (error) {
    if (error instanceof InvalidFields) return error.problems[0]!.code;
    throw error;
  }
};

describe('every field', () => {
  const samples: readonly [Field<any>, fc.Arbitrary<unknown>][] = [
    [vnd(), fc.bigInt({ min: 1n, max: VND_MAX })],
    [vndChange(), fc.bigInt({ min: -VND_MAX, max: VND_MAX })],
    [count({ label }), fc.integer({ min: 0, max: 1_000_000_000 })],
    [fiscalYear(), fc.integer({ min: 2010, max: 2099 })],
    [yesNo(label), fc.boolean()],
    [capitalType(), fc.constantFrom('investment', 'public-service')],
    [day(label), fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))],
    [many(vnd(), { label }), fc.array(fc.bigInt({ min: 1n, max: VND_MAX }), { minLength: 1, maxLength: 5 })],
    [legalBasis(), fc.record({ number: fc.constant('1719/QĐ-TTg'), issuedOn: fc.constant('2021-10-14') })],
  ];
  it.each(samples.map(([field, values]) => [field.word, field, values] as const))('%s: decode ∘ encode is the identity', (_, field, values) => {
    fc.assert(fc.property(values, (value) => expect(field.decode(JSON.parse(JSON.stringify(field.encode(value))), 'f')).toEqual(value)), { verbose: 1 });
  });

  it('never throws anything but InvalidFields, whatever JSON it is given', () => {
    const fields = [...samples.map(([field]) => field), text({ label }), decimal({ label }), unitCode(), lineId(), sha256(), householdId(), componentCode(), programCode(), fundSource(), optional(vnd())];
    fc.assert(fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, json) => void problemOf(field, json)), { verbose: 1 });
  });
});

describe('vnd', () => {
  it.each([
    [1500000000, 'field.not-vnd'], ['1.5', 'field.not-vnd'], ['1e9', 'field.not-vnd'], ['007', 'field.not-vnd'], ['+5', 'field.not-vnd'],
    ['', 'field.not-vnd'], ['0', 'field.too-small'], ['-1', 'field.too-small'], ['9223372036854775808', 'field.too-large'],
    ['99999999999999999999', 'field.not-vnd'], [null, 'field.not-vnd'], [['1'], 'field.not-vnd'],
  ])('refuses %j as %s', (json, code) => expect(problemOf(vnd(), json)).toBe(code));

  it.each([
    ['1,5 tỷ', '1500000000'], ['1.500.000', '1500000'], ['2 triệu', '2000000'], ['0,000001 triệu', '1'], ['150 tr', '150000000'], ['12', '12'],
    ['-3 tỷ', '-3000000000'], ['1,5', undefined], ['1.5 tỷ', undefined], ['1,234,567', undefined], ['1,0000000001 tỷ', undefined], ['mười', undefined],
  ])('reads %j as %j', (typed, amount) => expect(readVnd(typed)).toBe(amount));

  it('reads back what it shows', () => {
    fc.assert(fc.property(fc.bigInt({ min: -VND_MAX, max: VND_MAX }), (amount) => expect(readVnd(showVnd(amount, 'vi'))).toBe(amount.toString())), { verbose: 1 });
  });
});

describe('days', () => {
  it.each(['2025-02-29', '2024-02-30', '2024-13-01', '2024-00-10', '1899-12-31', '2024-1-1', '31/01/2024', '2024-06-31'])('%s does not exist', (text) => expect(isDay(text)).toBe(false));
  it.each(['2024-02-29', '2000-02-29', '2025-01-31'])('%s exists', (text) => expect(isDay(text)).toBe(true));
  it.each(['1/2/2025', '01.02.2025', '1-2-2025', ' 1 / 2 / 2025\n', '2025-02-01'])('reads %j in the Vietnamese order', (typed) => expect(day(label).read!(typed)).toBe('2025-02-01'));
  it.each(['1/2-2025', '1.2.25', '1/2'])('does not guess at %j', (typed) => expect(isDay(day(label).read!(typed) as string)).toBe(false));
});

describe('text', () => {
  it.each([
    ['Hoà'.normalize('NFD'), 'field.not-nfc'], ['\ud800', 'field.not-unicode'], ['a\u0000b', 'field.control-character'], ['   ', 'field.required'],
    ['Xã\u200bTả Phời', 'field.invisible-character'], ['100\u202e001', 'field.invisible-character'], ['Xã T\ufffd Phời', 'field.not-unicode'],
    ['x'.repeat(1 << 20), 'field.too-long'], [7, 'field.not-text'],
  ])('refuses what may not be stored (%#)', (json, code) => expect(problemOf(text({ label }), json)).toBe(code));
});

describe('the other words', () => {
  it('decimals have one spelling', () => {
    for (const good of ['0', '47.29', '-3', '0.5']) expect(problemOf(decimal({ label }), good)).toBeUndefined();
    for (const bad of ['47.290', '.5', '1e3', '00', '1,5', '-0', 5]) expect(problemOf(decimal({ label }), bad)).toBe('field.not-a-decimal');
  });
  it('every problem of a list is told, with its place', () => {
    try {
      many(vnd(), { label }).decode(['1', 'x', '0'], 'parts');
      throw new Error('accepted');
    } catch (error) {
      expect((error as InvalidFields).problems.map((p) => p.path)).toEqual(['parts[1]', 'parts[2]']);
    }
  });
  it('a relabelled field is the same word', () => expect(labelled(unitCode(), label)).toMatchObject({ word: 'unit-code', label }));
  it('acts may name only what acts carry', () => expect(Object.keys(actShape)).toEqual(['effectiveOn', 'legalBasis', 'reason', 'evidence', 'basis']));
  it('search keys forget marks and đ', () => expect(searchKey('  Huyện Bảo  Thắng, Đồng ')).toBe('huyen bao thang, dong'));
});

describe('ratios', () => {
  it('round once, half up, from the exact ratio', () => {
    expect(percent(1782n, 2419n)).toBe(73.67);
    expect(quotient(1591n, 126n, 2)).toBe('12.63');
    expect(quotient(1n, 8n, 2)).toBe('0.13');
    expect(quotient(-1n, 8n, 2)).toBe('-0.13');
    expect(quotient(-1n, 1000n, 2)).toBe('0.00');
    expect(quotient(5n, 2n, 0)).toBe('3');
    expect(percent(1n, 0n)).toBeUndefined();
  });
});
