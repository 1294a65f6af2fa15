import fc from 'fast-check';
import { actOn, given, happened, Personal } from '@ledger/kit';
import { house, housingEvents, NameContactPerson, StartHouse } from '@ledger/registers/housing/domain';

const place = { household: 'HOUSE1', commune: '02869' };
const PERSON = 'P7f3k2m9x4';
const proposed = happened(housingEvents.HouseProposed({ ...place, kind: 'new' }), { by: 'lan' });
const withdrawn = happened(housingEvents.HouseWithdrawn({ ...place, kind: 'new', approved: 0n }));
const naming = (name: string, phone?: string) =>
  new NameContactPerson({ household: 'HOUSE1', person: PERSON, name: Personal.plain(name), ...(phone === undefined ? {} : { phone: Personal.plain(phone) }) });
const named = (name: string, phone?: string) => housingEvents.ContactPersonNamed({ ...naming(name, phone), commune: '02869' });
const act = actOn('2024-03-01', 'lan');

describe('the contact person of a house', () => {
  it('is named for a house that was proposed, and named anew', () => {
    given(house, proposed).when(naming('Tẩn A Chẳn', '0912345678'), { act }).then(named('Tẩn A Chẳn', '0912345678'));
    given(house, proposed, named('Tẩn A Chẳn')).when(naming('Tẩn Mỷ Dao'), { act }).then(named('Tẩn Mỷ Dao'));
  });

  it('is for no house that is unknown or withdrawn', () => {
    given(house).when(naming('Tẩn A Chẳn'), { act }).refuses('housing.unknown-house', 'household');
    given(house, proposed, withdrawn).when(naming('Tẩn A Chẳn'), { act }).refuses('housing.withdrawn', 'household');
  });

  it('changes nothing of what is decided about the house, whoever it is', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(fc.property(text, text, fc.constantFrom([], [proposed], [proposed, withdrawn]), (one, other, past) => {
      const [first, second] = [one, other].map((name) => given(house, ...past).when(naming(name), { act }));
      expect(first!.refusal?.code).toBe(second!.refusal?.code);
      expect(JSON.stringify(first!.events)).toBe(JSON.stringify(second!.events));
      const start = new StartHouse({ household: 'HOUSE1' });
      expect(given(house, ...past, named(one)).when(start, { act }).refusal?.code).toBe(given(house, ...past).when(start, { act }).refusal?.code);
    }));
  });
});
