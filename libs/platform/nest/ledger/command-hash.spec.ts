import { commandHash, isSameCommand } from './command-hash';

it.each<[string, string, string, boolean | undefined]>([
  ['the same body', 'aa', 'aa', true],
  ['another body', 'aa', 'bb', false],
  ['the same body with personal values', commandHash('aa', '11'), commandHash('aa', '11'), true],
  ['another personal value', commandHash('aa', '11'), commandHash('bb', '11'), false],
  ['the same body after the person was forgotten', commandHash('aa', '11'), commandHash(undefined, '11'), true],
  ['another body after the person was forgotten', commandHash('aa', '11'), commandHash(undefined, '22'), false],
  ['a body recorded before there was an open part', 'aa', commandHash('aa', '11'), true],
  ['another than was recorded before there was an open part', 'bb', commandHash('aa', '11'), false],
  ['a body recorded before there was an open part, after the person was forgotten', 'aa', commandHash(undefined, '11'), undefined],
])('tells %s', (_, recorded, sent, expected) => {
  expect(isSameCommand(recorded, sent)).toBe(expected);
});
