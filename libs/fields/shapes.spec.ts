import { count, day, many, optional, struct, text, vnd } from './index';
import { decodeEvent, decodeShape, defineEvents, encodeEvent, encodeShape, InvalidFields, ledgerDay, revised, schemaOf } from '@ledger/kit';

const words = { vi: 'Từ', en: 'Word' };
const shape = {
  name: text({ label: words }),
  amount: vnd(),
  note: optional(text({ label: words })),
  parts: many(struct('part', words, { on: day(words), houses: count({ label: words }) }), { label: words }),
};
const json = { name: 'Ánh', amount: '1500000000', parts: [{ on: '2024-02-29', houses: 2 }] };

const problemsOf = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof InvalidFields) return error.problems.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
};

describe('a shape', () => {
  it('decodes what it encodes', () => {
    const values = decodeShape(shape, json);
    expect(values).toEqual({ name: 'Ánh', amount: 1_500_000_000n, parts: [{ on: '2024-02-29', houses: 2 }] });
    expect(encodeShape(shape, values)).toEqual(json);
  });

  it('tells everything that is wrong, and where', () => {
    const wrong = { amount: 1.5, note: null, parts: [{ on: '2023-02-29', houses: 2 }, { on: '2024-01-01', houses: -1, roof: 1 }], colour: 'red' };
    expect(problemsOf(() => decodeShape(shape, wrong))).toEqual([
      'name field.required', 'amount field.not-vnd', 'parts[0].on field.not-a-day', 'parts[1].houses field.not-a-count', 'parts[1].roof field.unknown', 'colour field.unknown',
    ]);
    expect(problemsOf(() => decodeShape(shape, [json]))).toEqual(['body field.not-an-object']);
  });

  it('reads later fields past, in events that newer code recorded', () => {
    expect(decodeShape({ name: shape.name }, { name: 'An', later: 1 }, '', 'ignore')).toEqual({ name: 'An' });
  });

  it('is described as JSON Schema', () => {
    expect(schemaOf({ name: shape.name, note: shape.note })).toMatchObject({ type: 'object', additionalProperties: false, required: ['name'], properties: { name: { type: 'string', title: 'Từ' } } });
  });
});

describe('an event', () => {
  const first = { name: shape.name };
  const events = defineEvents('test', {
    Named: revised({ name: shape.name, amount: vnd() }, 3, { 1: (data) => ({ ...data, amount: '1' }), 2: (data) => ({ ...data, name: `${data.name as string}!` }) }),
    Plain: first,
  });
  const { Named, Plain } = events.$catalogue.definitions;

  it('of any published version is read as the newest', () => {
    expect(decodeEvent(Named!, { name: 'An' }, 1)).toEqual({ name: 'An!', amount: 1n });
    expect(decodeEvent(Named!, { name: 'An', amount: '5' }, 2)).toEqual({ name: 'An!', amount: 5n });
    expect(decodeEvent(Named!, { name: 'An', amount: '5' }, 3)).toEqual({ name: 'An', amount: 5n });
  });

  it('keeps only its own fields, and is not stored when it could not be read back', () => {
    expect(events.Plain({ name: 'An', colour: 'red' } as never)).toEqual({ type: 'Plain', data: { name: 'An' } });
    expect(problemsOf(() => encodeEvent(Plain!, { name: '' }))).toEqual(['name field.required']);
  });
});

describe('the ledger’s day', () => {
  it.each([
    ['2024-12-31T16:59:59.999Z', '2024-12-31'],
    ['2024-12-31T17:00:00.000Z', '2025-01-01'],
    ['2024-02-28T23:30:00+07:00', '2024-02-28'],
    ['2024-02-28T17:00:00Z', '2024-02-29'],
  ])('of %s is %s', (instant, expected) => {
    expect(ledgerDay(instant)).toBe(expected);
  });

  it('is refused for what is no instant', () => {
    expect(() => ledgerDay('yesterday')).toThrow('not an instant');
  });
});
