import { inspect } from 'node:util';
import fc from 'fast-check';
import { asIfSealed, decodeShape, encodeShape, hasPersonal, InvalidFields, MASK, Personal, personalFault, replacePersonal, schemaOf, type Shape } from '@ledger/kit';
import { many, optional, personal, personId, struct, telephone, text } from '@ledger/fields';

const label = { vi: 'Họ và tên', en: 'Full name' };
const name = () => personal(text({ label, max: 120 }), 'person');
const shape = { person: personId(), name: name(), phone: optional(personal(telephone(), 'person')) };
const household = { members: many(struct('member', label, shape), { label }), head: struct('head', label, { who: personId(), name: personal(text({ label }), 'who') }) };
const sealedForm = { sealed: `1.${'x'.repeat(64)}` };

const codesOf = (body: unknown): readonly string[] => {
  try {
    decodeShape(shape, body);
    return [];
  } catch (error) {
    return (error as InvalidFields).problems.map(({ path, code }) => `${path} ${code}`);
  }
};

describe('a personal field', () => {
  it('is checked like the word it is', () => {
    expect(codesOf({ person: 'P7f3k2m9x4', name: 'Vàng A Páo', phone: '0912345678' })).toEqual([]);
    expect(codesOf({ person: 'P7f3k2m9x4', name: ' ', phone: '12' })).toEqual(['name field.required', 'phone field.not-telephone']);
    expect(codesOf({ person: 'P7f3k2m9x4', name: 'Vàng\u0000' })).toEqual(['name field.control-character']);
    expect(codesOf({ person: 'P7f3k2m9x4', name: 'Vàng A Páo'.normalize('NFD') })).toEqual(['name field.not-nfc']);
    expect(codesOf({ person: 'P7f3k2m9x4', name: 'x'.repeat(100_000) })).toEqual(['name field.too-long']);
    expect(codesOf({ person: 'P7f3k2m9x4', name: 'Vàng\u202eoáP A' })).toEqual(['name field.invisible-character']);
    expect(codesOf({ person: 'P7f3k2m9x4' })).toEqual(['name field.required']);
  });

  it('says of what is wrong never the value itself', () => {
    const value = 'Sùng Thị Dở\u0007';
    try {
      decodeShape(shape, { person: 'P7f3k2m9x4', name: value, phone: value });
    } catch (error) {
      expect(JSON.stringify((error as InvalidFields).problems) + String((error as Error).message)).not.toContain('Sùng');
    }
    expect.assertions(1);
  });

  it('gives domain code a value that tells nothing, however it is looked at', () => {
    fc.assert(fc.property(fc.string({ minLength: 4 }).filter((each) => each.trim().length > 3 && !'{"value":"•••"}[object Object]•••sealed: undefined}Personal'.includes(each)), (secret) => {
      const value = Personal.plain(secret);
      const seen = [JSON.stringify({ value }), String(value), inspect(value, { depth: 9, showHidden: true }), Object.values(value).join(), JSON.stringify(structuredCloneOr(value))];
      expect(seen.filter((each) => each.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
    }));
  });

  it('is never written while it is plain, and goes through its stored form once sealed', () => {
    const values = decodeShape(shape, { person: 'P7f3k2m9x4', name: 'Vàng A Páo' });
    expect(() => encodeShape(shape, values)).toThrow('not sealed');
    const stored = { person: 'P7f3k2m9x4', name: sealedForm };
    expect(encodeShape(shape, decodeShape(shape, stored))).toEqual(stored);
    expect(codesOf({ person: 'P7f3k2m9x4', name: { sealed: 'Vàng A Páo' } })).toEqual(['name field.not-sealed']);
  });

  it('is marked in the description, and shown as a mask', () => {
    expect(schemaOf(shape)).toMatchObject({ properties: { name: { type: 'string', maxLength: 120, 'x-personal': true, title: 'Họ và tên' } }, required: ['person', 'name'] });
    expect(name().show!(Personal.plain('Vàng A Páo'), 'vi')).toBe(MASK);
  });

  it('says how a value that may be absent is written', () => {
    expect(() => personal(optional(text({ label })), 'person')).toThrow('optional(personal(…))');
  });
});

describe('the personal fields of a shape', () => {
  it('are found in groups and lists, with whose they are', () => {
    const values = decodeShape(household, { members: [{ person: 'Pmember01', name: 'A' }, { person: 'Pmember02', name: 'B', phone: '0912345678' }], head: { who: 'Pmember01', name: 'A' } });
    const places: string[] = [];
    replacePersonal(household, values, ({ path, attribute, person, value }) => void places.push(`${path} ${attribute} ${person} ${Personal.plainOf(value) as string}`));
    expect(places).toEqual(['members[0].name name Pmember01 A', 'members[1].name name Pmember02 B', 'members[1].phone phone Pmember02 0912345678', 'head.name name Pmember01 A']);
    expect([hasPersonal(household), hasPersonal({ person: personId() })]).toEqual([true, false]);
  });

  it('can be sealed all at once, leaving the rest as it is', () => {
    const values = decodeShape(shape, { person: 'P7f3k2m9x4', name: 'Vàng A Páo' });
    const sealed = asIfSealed(shape, values) as typeof values;
    expect(encodeShape(shape, sealed)).toEqual({ person: 'P7f3k2m9x4', name: { sealed: expect.stringMatching(/^1\./) } });
    expect(Personal.plainOf(values.name)).toBe('Vàng A Páo');
  });

  it.each<[string, Shape]>([
    ['nobody', { name: name() }],
    ['somebody who may be absent', { person: optional(personId()), name: name() }],
    ['nobody, in a list of bare values', { person: personId(), names: many(name(), { label }) }],
    ['nobody, within a group', { person: personId(), head: struct('head', label, { name: name() }) }],
  ])('are at fault when they belong to %s', (_, faulty) => {
    expect(personalFault(faulty)).toEqual(expect.any(String));
  });

  it('are without fault when each names its person', () => {
    expect([personalFault(shape), personalFault(household)]).toEqual([undefined, undefined]);
  });
});

describe('a person’s id', () => {
  it('is no number of an identity paper or a telephone', () => {
    for (const number of ['012345678901', '123456789', '0912345678', 'P1']) expect(() => personId().decode(number, 'person')).toThrow(InvalidFields);
  });
});

function structuredCloneOr(value: Personal): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}
