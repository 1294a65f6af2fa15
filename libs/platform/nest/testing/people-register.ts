import { id, many, optional, personal, personId, struct, telephone, text, unitCode } from '@ledger/fields';
import {
  command, currentTable, defineDecider, defineEvents, defineProjection, defineRegister, defineReport, handle, list, must, put, type Personal, type Readable, type Register,
} from '@ledger/kit';

const label = { vi: 'Khách', en: 'Guest' };
const guestId = () => id(label);
const contact = { name: personal(text({ label: { vi: 'Họ và tên', en: 'Full name' }, max: 120 }), 'person'), phone: optional(personal(telephone(), 'person')) };
const member = () => struct('member', label, { person: personId(), ...contact });

export class NameGuest extends command({ guest: guestId(), unit: unitCode(), person: personId(), ...contact }) {}
export class NameParty extends command({ guest: guestId(), members: many(member(), { label, max: 5 }) }) {}
/** Copies what was sealed for another event, which no decider may. */
export class CopyGuest extends command({ guest: guestId() }) {}
export class ForgetGuest extends command({ person: personId() }) {}

export const peopleEvents = defineEvents('people', {
  GuestNamed: { guest: guestId(), unit: unitCode(), person: personId(), ...contact },
  PartyNamed: { guest: guestId(), members: many(member(), { label, max: 5 }) },
  GuestForgotten: { person: personId() },
});

const guest = defineDecider<{ readonly unit?: string; readonly person?: string; readonly name?: Personal }>()({
  kind: 'guest',
  events: peopleEvents,
  types: ['GuestNamed', 'PartyNamed'],
  initial: {},
  evolve: { GuestNamed: (_, { unit, person, name }) => ({ unit, person, name }), PartyNamed: (state) => state },
  rules: (on) => [
    on(NameGuest, {
      roles: ['clerk'],
      id: (asked) => asked.guest,
      scope: ({ unit }) => ({ unit }),
      decide: (asked, state) => {
        must(state.name === undefined || state.name.sealed !== undefined, 'people.plain-in-state');
        must(asked.unit !== '99', 'people.no-such-unit', { field: 'unit' });
        return [peopleEvents.GuestNamed(asked)];
      },
    }),
    on(NameParty, { roles: ['clerk'], id: (asked) => asked.guest, decide: (asked) => [peopleEvents.PartyNamed(asked)] }),
    on(CopyGuest, {
      roles: ['clerk'],
      id: (asked) => asked.guest,
      decide: (_, { unit, person, name }) => [peopleEvents.GuestNamed({ guest: 'copy', unit: unit!, person: person!, name: name! })],
    }),
  ],
});

const person = defineDecider<boolean>()({
  kind: 'person',
  events: peopleEvents,
  types: ['GuestForgotten'],
  initial: false,
  evolve: { GuestForgotten: () => true },
  rules: (on) => [
    on(ForgetGuest, {
      roles: ['operator', 'checker'],
      id: (asked) => asked.person,
      requires: ['legalBasis'],
      decide: (asked, forgotten) => {
        must(!forgotten, 'people.forgotten-already', { field: 'person' });
        return [peopleEvents.GuestForgotten(asked)];
      },
    }),
  ],
});

const readable: Readable = { columns: contact, readers: ['clerk', 'inspector'], unit: 'unit' };

export const guests = currentTable('people_guests', {
  label,
  columns: { guest: guestId(), unit: unitCode(), person: personId() },
  key: ['guest'],
  readable,
});

const guestList = defineProjection('people_guests', {
  version: 1,
  tables: [guests],
  on: handle(peopleEvents, { GuestNamed: ({ guest: of, unit, person: who }) => [put(guests, { guest: of, unit, person: who })] }),
});

const guestBook = defineReport('guest-book', {
  version: 1,
  title: { vi: 'Sổ khách', en: 'Guest book' },
  params: {},
  readable,
  sources: () => ({ rows: list(guests, { order: ['guest'] }) }),
  columns: () => ['guest', 'person', 'name', 'phone'].map((key) => ({ key, label, unit: 'text' })),
  build: ({ rows }) => ({ rows: rows.map(({ guest: of, unit, person: who }) => ({ guest: of, unit, person: who })), totals: {}, notes: [] }),
});

/** A register with personal data, for the shell's own tests. */
export const peopleRegisters: readonly Register[] = [
  defineRegister({
    name: 'people',
    label: { vi: 'Người', en: 'People' },
    deciders: [guest, person],
    projections: [guestList],
    reports: [guestBook],
    forgets: handle(peopleEvents, { GuestForgotten: ({ person: who }) => who }),
    messages: {
      'people.plain-in-state': { vi: 'Trạng thái giữ bản rõ.', en: 'The state holds plain text.' },
      'people.no-such-unit': { vi: 'Không có đơn vị.', en: 'There is no such unit.' },
      'people.forgotten-already': { vi: 'Đã xóa.', en: 'Forgotten already.' },
    },
  }),
];
