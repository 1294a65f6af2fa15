import { actor, code, day, personId } from '@ledger/fields';
import { currentTable, defineProjection, handle, list, put, type EventMeta, type FactReader } from '@ledger/kit';
import { housingEvents } from '@ledger/registers/housing/domain';

const stream = () => code({ word: 'stream', label: { vi: 'Dòng sự kiện', en: 'Stream' }, pattern: /^[a-z][a-z0-9-]*\.[a-z-]+-.{1,200}$/, example: 'housing.house-H0286900017' });

/** Where each person appears: the streams whose events hold personal data of that person. */
export const appearances = currentTable('persons_appearances', {
  label: { vi: 'Nơi có dữ liệu cá nhân', en: 'Where personal data are' },
  columns: {
    person: personId(),
    stream: stream(),
    on: day({ vi: 'Lần gần nhất', en: 'Last on' }),
    by: actor({ vi: 'Người ghi', en: 'Recorded by' }),
  },
  key: ['person', 'stream'],
});

const appears = (person: string, { stream, effectiveOn, actor }: EventMeta) => [put(appearances, { person, stream, on: effectiveOn, by: actor.user })];

/** Every register whose events hold personal data is listened to here, so that only who is known can be forgotten. */
export const personAppearances = defineProjection('persons_appearances', {
  version: 1,
  tables: [appearances],
  on: handle(housingEvents, { ContactPersonNamed: ({ person }, meta) => appears(person, meta) }),
});

export const appearancesOf: FactReader = ({ person }: { readonly person: string }) => list(appearances, { where: { person }, limit: 1 });
