import { given, happened, Personal } from '@ledger/kit';
import { housingEvents } from '@ledger/registers/housing/domain';
import { contactList, contacts, housingContacts } from './contact-list';

const place = { household: 'HOUSE1', commune: '02869' };
const proposed = housingEvents.HouseProposed(place);
const named = happened(housingEvents.ContactPersonNamed({ ...place, person: 'P7f3k2m9x4', name: Personal.plain('Tẩn A Chẳn') }), { effectiveOn: '2024-03-01' });
const standing = (commune: string) => ({ commune, step: 'proposed' as const, approved: 0n, paid: 0n });

describe('the list of contact persons', () => {
  it('holds whom to ask about each house, by id alone', () => {
    given(contactList, proposed).shows(contacts, { household: 'HOUSE1' }, { commune: '02869', person: undefined, on: undefined });
    given(contactList, proposed, named).shows(contacts, { household: 'HOUSE1' }, { commune: '02869', person: 'P7f3k2m9x4', on: '2024-03-01' });
  });

  it('follows a house that is corrected to another commune, and lets go of a withdrawn one’s', () => {
    const corrected = housingEvents.HouseCorrected({ household: 'HOUSE1', before: standing('02869'), after: standing('02872'), corrects: 'event-0', since: '2024-01-01' });
    given(contactList, proposed, named, corrected).shows(contacts, { household: 'HOUSE1' }, { commune: '02872', person: 'P7f3k2m9x4' });
    given(contactList, proposed, named, housingEvents.HouseWithdrawn({ ...place, approved: 0n })).shows(contacts, { household: 'HOUSE1' }, { person: undefined, on: undefined });
  });

  it('is reported without anybody’s name: that is filled in for whoever may read it', () => {
    const rows = given(contactList, proposed, named).rows(housingContacts.sources({ commune: '02869' }, '2024-03-01').contacts);
    expect(housingContacts.build({ contacts: rows }, { commune: '02869' }, '2024-03-01').rows).toEqual([{ ...place, person: 'P7f3k2m9x4' }]);
  });
});
