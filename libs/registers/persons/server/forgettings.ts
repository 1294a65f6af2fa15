import { actor, choice, day, optional, personId, text, unitCode } from '@ledger/fields';
import { currentTable, defineProjection, handle, put, type EventMeta } from '@ledger/kit';
import { personsEvents } from '@ledger/registers/persons/domain';

const state = () =>
  choice('forgetting-state', { vi: 'Tình trạng', en: 'State' }, {
    requested: { vi: 'Đã tiếp nhận yêu cầu', en: 'Requested' },
    declined: { vi: 'Đã từ chối', en: 'Declined' },
    forgotten: { vi: 'Đã xóa', en: 'Forgotten' },
  });

/** The requests to be forgotten, and what became of them. */
export const forgettings = currentTable('persons_forgettings', {
  label: { vi: 'Yêu cầu xóa dữ liệu cá nhân', en: 'Requests to be forgotten' },
  columns: {
    person: personId(),
    state: state(),
    unit: optional(unitCode({ vi: 'Nơi tiếp nhận', en: 'Received at' })),
    on: day({ vi: 'Ngày', en: 'On' }),
    by: actor({ vi: 'Người thực hiện', en: 'By' }),
    legalBasis: optional(text({ label: { vi: 'Căn cứ pháp lý', en: 'Legal basis' } })),
  },
  key: ['person'],
  indexes: [['state', 'on']],
});

const said = ({ effectiveOn, actor, legalBasis }: EventMeta) => ({ on: effectiveOn, by: actor.user, legalBasis: legalBasis?.number });

export const forgettingList = defineProjection('persons_forgettings', {
  version: 1,
  tables: [forgettings],
  on: handle(personsEvents, {
    ForgettingRequested: ({ person, unit }, meta) => [put(forgettings, { person, unit, state: 'requested', ...said(meta) })],
    ForgettingDeclined: ({ person }, meta) => [put(forgettings, { person, state: 'declined', ...said(meta) })],
    PersonForgotten: ({ person }, meta) => [put(forgettings, { person, state: 'forgotten', ...said(meta) })],
  }),
});
