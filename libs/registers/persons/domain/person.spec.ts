import { actOn, given, happened } from '@ledger/kit';
import { DeclineForgetting, ForgetPerson, person, personsEvents, RequestForgetting } from '@ledger/registers/persons/domain';

const PERSON = 'P7f3k2m9x4';
const UNIT = '02869';
const units = [{ code: UNIT, revision: 0, name: 'Bản Liền', sortKey: '', level: 'commune', kind: 'commune', parent: '085', dissolved: false }];
const facts = { appearances: [{ person: PERSON }], units };
const requested = happened(personsEvents.ForgettingRequested({ person: PERSON, unit: UNIT }), { by: 'lan' });
const by = (user: string, role: string, on = '2024-06-01') => ({ act: { ...actOn(on, user), actor: { user, role, unit: UNIT } }, facts });
const forget = new ForgetPerson({ person: PERSON });

describe('a person', () => {
  it('is forgotten by an approver on a request that somebody else received', () => {
    given(person, requested).when(forget, by('duyet', 'approver')).then(personsEvents.PersonForgotten({ person: PERSON }));
    given(person, requested).when(forget, by('lan', 'approver')).refuses('persons.maker-is-checker');
    given(person).when(forget, by('duyet', 'approver')).refuses('persons.not-requested', 'person');
  });

  it('is forgotten by the operator on a decision taken on paper, though not on a request of his own', () => {
    given(person).when(forget, by('op', 'operator')).then(personsEvents.PersonForgotten({ person: PERSON }));
    given(person, requested).when(forget, by('lan', 'operator')).refuses('persons.maker-is-checker');
  });

  it('is forgotten once', () => {
    const forgotten = happened(personsEvents.PersonForgotten({ person: PERSON }), { effectiveOn: '2024-06-01' });
    const again = given(person, requested, forgotten).when(forget, by('duyet', 'approver'));
    again.refuses('persons.forgotten-already', 'person');
    expect(again.refusal!.details).toEqual({ person: PERSON, on: '2024-06-01' });
    given(person, forgotten).when(new RequestForgetting({ person: PERSON, unit: UNIT }), by('lan', 'officer')).refuses('persons.forgotten-already');
    given(person, forgotten).when(new DeclineForgetting({ person: PERSON }), by('duyet', 'approver')).refuses('persons.forgotten-already');
  });

  it('of whom nothing is known cannot be forgotten: it would be another', () => {
    const nobody = { ...by('op', 'operator'), facts: { ...facts, appearances: [] } };
    given(person).when(forget, nobody).refuses('persons.unknown-person', 'person');
    given(person).when(new RequestForgetting({ person: PERSON, unit: UNIT }), nobody).refuses('persons.unknown-person', 'person');
  });
});

describe('a request', () => {
  const ask = new RequestForgetting({ person: PERSON, unit: UNIT });

  it('is received at a unit that exists, once at a time', () => {
    given(person).when(ask, by('lan', 'officer')).then(personsEvents.ForgettingRequested({ person: PERSON, unit: UNIT }));
    given(person).when(new RequestForgetting({ person: PERSON, unit: '99999' }), by('lan', 'officer')).refuses('persons.unknown-unit', 'unit');
    given(person, requested).when(ask, by('mai', 'officer')).refuses('persons.requested-already', 'person');
  });

  it('can be declined by somebody else, and made again', () => {
    const decline = new DeclineForgetting({ person: PERSON });
    given(person, requested).when(decline, by('duyet', 'approver')).then(personsEvents.ForgettingDeclined({ person: PERSON }));
    given(person, requested).when(decline, by('lan', 'approver')).refuses('persons.maker-is-checker');
    given(person).when(decline, by('duyet', 'approver')).refuses('persons.not-requested');
    const declined = happened(personsEvents.ForgettingDeclined({ person: PERSON }), { by: 'duyet' });
    given(person, requested, declined).when(ask, by('mai', 'officer')).then(personsEvents.ForgettingRequested({ person: PERSON, unit: UNIT }));
    given(person, requested, declined).when(forget, by('duyet', 'approver')).refuses('persons.not-requested');
  });

  it('is decided where it was received', () => {
    const rule = person.rules.find(({ Command }) => Command === ForgetPerson)!;
    expect([rule.scope(forget, {}), rule.scope(forget, { request: { unit: UNIT, by: 'lan' } })]).toEqual([{}, { unit: UNIT }]);
  });
});
