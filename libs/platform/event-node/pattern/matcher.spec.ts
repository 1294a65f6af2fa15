import fc from 'fast-check';
import { linearTest } from './matcher';
import { UnsupportedPattern } from './syntax';

const unit = fc.constantFrom('a', 'b', '-', '\\.', '.', '[ab]', '[^a]', '\\d', '\\w', '\\W', '\\s', '[a-c\\d]', '\\x61', '\\u0062', '\\t', '\\$', '{', 'ế', '[]', '[^]', '[\\]b]', '\\b', '\\B', '^', '$');
const source = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    unit,
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{0,2}', '{1,}?')).map(([one, times]) => `(?:${one})${times}`),
  ),
})).pattern;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '.', '1', ' ', '\n', '$', '{', 'ế', 'A'), maxLength: 12 });

it('finds what RegExp finds', () => {
  fc.assert(
    fc.property(source, fc.array(text, { minLength: 1, maxLength: 8 }), (pattern, texts) => {
      const [ours, theirs] = [linearTest(pattern), new RegExp(pattern)];
      for (const each of texts) expect([pattern, each, ours(each)]).toEqual([pattern, each, theirs.test(each)]);
    }),
    { numRuns: 2_000 },
  );
});

it.each(['^(\\$\\$)?(funds|housing)\\.', '^[^$].*', '^funds\\.line-', 'PaymentMade|EntryReversed', '^(?<register>\\w+)\\.house-.{4,36}$', '', 'a{,2}', 'x{1'])('knows what clients write: %s', (pattern) => {
  const [ours, theirs] = [linearTest(pattern), new RegExp(pattern)];
  for (const name of ['funds.line-1', '$$funds.line-1', 'housing.house-H0265900008', 'PaymentMade', '$metadata', 'EntryReversed', 'a{,2}', 'x{1', '']) expect([name, ours(name)]).toEqual([name, theirs.test(name)]);
});

it('takes time in proportion to the text where RegExp would take for ever', () => {
  const name = 'a'.repeat(512);
  for (const pattern of ['^(a+)+$b', '(a|a)*b', '(.*)*x', `${'a?'.repeat(200)}${'a'.repeat(200)}b`, '(a*)*(a*)*(a*)*c']) expect(linearTest(pattern)(name)).toBe(false);
  expect(linearTest('^(a+)+$')(name)).toBe(true);
});

it.each([['(?=a)', /look-ahead/], ['(?!a)b', /look-ahead/], ['(?<=a)b', /look-ahead/], ['(?<!a)b', /look-ahead/], ['(a)\\1', /\\1 is not taken/], ['(?<n>a)\\k<n>', /\\k/], ['\\p{L}', /\\p/], ['(?:(?:a{99}){99}){99}', /too large/], ['(?:(?:(?:){1000}){1000}){1000}', /too large/], [`${'('.repeat(150)}a${')'.repeat(150)}`, /deep/]])('refuses %s', (pattern, says) => {
  expect(() => linearTest(pattern)).toThrow(UnsupportedPattern);
  expect(() => linearTest(pattern)).toThrow(says);
});

it('leaves what is no regular expression to say so itself', () => {
  expect(() => linearTest('(')).toThrow(SyntaxError);
});
