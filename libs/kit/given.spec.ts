import { actOn, command, defineDecider, defineEvents, fieldProblem, given, happened, must, type Field } from '@ledger/kit';

const upTo = (max: number): Field<number> => ({
  word: 'number', label: { vi: 'Số', en: 'Number' }, optional: false, storage: 'integer', schema: {},
  decode: (json, path) => {
    if (typeof json === 'number' && json <= max) return json;
    throw fieldProblem(path, 'field.too-large', 'Quá lớn.', 'Too large.');
  },
  encode: (value) => value,
});
class Raise extends command({ counter: upTo(1), by: upTo(100) }) {}
const events = defineEvents('test', { Raised: { by: upTo(9) } });
const counter = defineDecider<{ total: number; lastBy?: string }>()({
  kind: 'counter',
  events,
  initial: { total: 0 },
  evolve: { Raised: ({ total }, { by }, { actor }) => ({ total: total + by, lastBy: actor.user }) },
  rules: (on) => [
    on(Raise, {
      roles: ['officer'],
      id: ({ counter }) => String(counter),
      decide: ({ by }, { total, lastBy }, { act }) => {
        must(total + by <= 10, 'test.too-high', { field: 'by', total });
        must(lastBy !== act.actor.user, 'test.same-person');
        return [events.Raised({ by })];
      },
    }),
  ],
});
const raise = (by: number) => new Raise({ counter: 1, by });
const byAnother = { act: actOn('2024-02-01', 'another') };

describe('given(…).when(…)', () => {
  it('decides on what happened', () => {
    given(counter).when(raise(3)).then(events.Raised({ by: 3 }));
    given(counter, events.Raised({ by: 8 })).when(raise(3), byAnother).refuses('test.too-high', 'by');
    given(counter, happened(events.Raised({ by: 1 }), { by: 'another' })).when(raise(3), byAnother).refuses('test.same-person');
  });

  it('throws when something else comes out', () => {
    const outcome = given(counter).when(raise(3));
    expect(() => outcome.then(events.Raised({ by: 4 }))).toThrow('expected:\nRaised {"by":4}\nbut:\nRaised {"by":3}');
    expect(() => outcome.then()).toThrow('expected:\nnothing');
    expect(() => outcome.refuses('test.too-high')).toThrow('refused: test.too-high');
    const refused = given(counter, events.Raised({ by: 8 })).when(raise(3));
    expect(() => refused.refuses('test.too-high', 'other')).toThrow('(other)');
    expect(() => refused.then(events.Raised({ by: 3 }))).toThrow('but:\nrefused: test.too-high (by)');
  });

  it('lets nothing pass that cannot be stored', () => {
    expect(() => given(counter).when(raise(10))).toThrow('by:');
  });
});
