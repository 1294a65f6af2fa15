import { given, happened, Personal } from '@ledger/kit';
import { housingEvents } from '@ledger/registers/housing/domain';
import { personsEvents } from '@ledger/registers/persons/domain';
import { appearances, personAppearances } from './appearances';
import { forgettingList, forgettings } from './forgettings';

const PERSON = 'P7f3k2m9x4';
const named = (household: string) => housingEvents.ContactPersonNamed({ household, commune: '02869', person: PERSON, name: Personal.plain('Tẩn A Chẳn') });

describe('where a person appears', () => {
  it('is every stream whose events hold the person’s data', () => {
    given(
      personAppearances,
      happened(named('HOUSE1'), { stream: 'housing.house-HOUSE1', effectiveOn: '2024-03-01', by: 'lan' }),
      happened(named('HOUSE2'), { stream: 'housing.house-HOUSE2', effectiveOn: '2024-03-02', by: 'lan' }),
      happened(named('HOUSE1'), { stream: 'housing.house-HOUSE1', effectiveOn: '2024-03-03', by: 'mai' }),
    )
      .shows(appearances, { person: PERSON, stream: 'housing.house-HOUSE1' }, { on: '2024-03-03', by: 'mai' })
      .shows(appearances, { person: PERSON, stream: 'housing.house-HOUSE2' }, { on: '2024-03-02', by: 'lan' });
  });
});

describe('the list of requests', () => {
  it('says what became of each', () => {
    const legalBasis = { number: '12/QĐ-UBND', issuedOn: '2024-06-01' };
    given(forgettingList, happened(personsEvents.ForgettingRequested({ person: PERSON, unit: '02869' }), { by: 'lan', effectiveOn: '2024-05-01' }))
      .shows(forgettings, { person: PERSON }, { state: 'requested', unit: '02869', by: 'lan', on: '2024-05-01' });
    given(
      forgettingList,
      happened(personsEvents.ForgettingRequested({ person: PERSON, unit: '02869' })),
      happened(personsEvents.PersonForgotten({ person: PERSON }), { by: 'duyet', effectiveOn: '2024-06-02', legalBasis }),
    ).shows(forgettings, { person: PERSON }, { state: 'forgotten', unit: undefined, by: 'duyet', on: '2024-06-02', legalBasis: '12/QĐ-UBND' });
  });
});
