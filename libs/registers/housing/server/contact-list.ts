import { day, householdId, optional, personId, unitCode } from '@ledger/fields';
import { currentTable, defineProjection, defineReport, handle, list, patch, put, type Readable } from '@ledger/kit';
import { contactFields, housingEvents } from '@ledger/registers/housing/domain';

/** A contact person's name and telephone are for the commune's own officers, and for inspectors; each look is logged. */
const readable: Readable = { columns: contactFields('person'), readers: ['officer', 'inspector'], unit: 'commune', program: 'GNBV' };

/** Whom to ask about each house. A withdrawn house needs nobody any more. */
export const contacts = currentTable('housing_contacts', {
  label: { vi: 'Người liên hệ', en: 'Contact persons' },
  columns: {
    household: householdId(),
    commune: unitCode({ vi: 'Xã', en: 'Commune' }),
    person: optional(personId()),
    on: optional(day({ vi: 'Từ ngày', en: 'Since' })),
  },
  key: ['household'],
  indexes: [['commune']],
  readable,
});

export const contactList = defineProjection('housing_contacts', {
  version: 1,
  tables: [contacts],
  on: handle(housingEvents, {
    HouseProposed: ({ household, commune }) => [put(contacts, { household, commune })],
    ContactPersonNamed: ({ household, person }, { effectiveOn }) => [patch(contacts, { household }, { person, on: effectiveOn })],
    HouseCorrected: ({ household, after: { commune } }) => [patch(contacts, { household }, { commune })],
    HouseWithdrawn: ({ household }) => [patch(contacts, { household }, { person: undefined, on: undefined })],
  }),
});

/** The contact persons of a commune's houses, to take along on a visit. */
export const housingContacts = defineReport('housing-contacts', {
  version: 1,
  title: { vi: 'Danh sách người liên hệ', en: 'Contact persons of houses' },
  params: { commune: unitCode({ vi: 'Xã', en: 'Commune' }) },
  roles: ['officer', 'program', 'checker', 'approver', 'inspector'],
  readable,
  sources: ({ commune }) => ({ contacts: list(contacts, { where: { commune }, order: ['household'] }) }),
  columns: () => [
    { key: 'household', label: { vi: 'Mã hộ', en: 'Household' }, unit: 'text' },
    { key: 'commune', label: { vi: 'Mã xã', en: 'Commune' }, unit: 'text' },
    { key: 'person', label: { vi: 'Mã người', en: 'Person' }, unit: 'text' },
    { key: 'name', label: { vi: 'Họ và tên', en: 'Full name' }, unit: 'text' },
    { key: 'phone', label: { vi: 'Số điện thoại', en: 'Telephone' }, unit: 'text' },
  ],
  build: ({ contacts: rows }) => ({
    rows: rows.flatMap(({ household, commune, person }) => (person === undefined ? [] : [{ household, commune, person }])),
    totals: {},
    notes: [
      {
        vi: 'Họ tên và số điện thoại chỉ hiện với người có quyền; mỗi lần xem đều được ghi lại. Mã băm của báo cáo tính trên bản không có hai cột này.',
        en: 'Names and telephones are shown to those entitled, and each look is logged. The report’s hash is that of the report without these two columns.',
      },
    ],
  }),
});
