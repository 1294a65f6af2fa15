import { legalBasis, many, optional, personal, struct, text, unseenProblems } from '@ledger/fields';
import { decodeShape } from '@ledger/kit';

const label = { vi: 'Tên', en: 'Name' };
const shape = {
  name: text({ label }),
  note: optional(text({ label, multiline: true })),
  parts: optional(many(struct('part', label, { name: text({ label }) }), { label })),
  contact: optional(personal(text({ label }), 'name')),
  legalBasis: optional(legalBasis()),
};
const problems = (body: object): string[] => unseenProblems(shape, body).map(({ path, code }) => `${path} ${code}`);

it.each([['a soft hyphen', 'Bản\u00ad Liền'], ['a joiner', 'Bản\u200d Liền'], ['a Hangul filler', 'Bản\u3164Liền'], ['a tag', 'Bản\u{e0041} Liền']])('refuses %s, which no one sees', (_, name) => {
  expect(problems({ name })).toEqual(['name field.invisible-character']);
});

it('refuses a line break or a tab where one line is asked for, and takes both in a long text', () => {
  const breaks = 'Bản\nLiền\tLào Cai';
  expect(problems({ name: breaks, note: breaks })).toEqual(['name field.line-break']);
});

it('takes a sign with the selector of how it is drawn', () => {
  expect(problems({ name: 'Đã duyệt ✔\ufe0f' })).toEqual([]);
});

it('looks into groups, lists and personal values', () => {
  const name = 'a\u00adb';
  expect(problems({ name: 'a', parts: [{ name: 'a' }, { name }], contact: name, legalBasis: { number: name, issuedOn: '2024-01-02' } })).toEqual([
    'parts[1].name field.invisible-character', 'contact field.invisible-character', 'legalBasis.number field.invisible-character',
  ]);
});

it.each([undefined, null, 'text', 7, [], { name: 7, parts: 'text', legalBasis: [] }])('leaves what is no such body to the decoder: %j', (body) => {
  expect(unseenProblems(shape, body)).toEqual([]);
});

it('is not asked of what was recorded before', () => {
  expect(decodeShape(shape, { name: 'Bản\u00ad Liền' }, '', 'ignore')).toEqual({ name: 'Bản\u00ad Liền' });
});
