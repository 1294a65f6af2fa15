import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded, encoded, samples } from './messages';

/** Bytes that never change, by the name of the sample. */
const golden = JSON.parse(readFileSync(join(__dirname, 'golden.json'), 'utf8')) as Record<string, string>;

it.each(samples)('$name: the second codec writes the golden bytes and reads them', ({ name, type, value }) => {
  expect(encoded(type, value).toString('hex')).toBe(golden[name]);
  expect(decoded(type, encoded(type, value))).toEqual(value);
});

it.each(samples)('$name: the generated class reads the golden bytes and writes what means the same', ({ name, type, generated, value }) => {
  const bytes = Buffer.from(golden[name] as string, 'hex');
  expect(decoded(type, generated.deserializeBinary(bytes).serializeBinary())).toEqual(value);
});

it('keeps bytes of samples only', () => {
  expect(Object.keys(golden).sort()).toEqual(samples.map(({ name }) => name).sort());
});
