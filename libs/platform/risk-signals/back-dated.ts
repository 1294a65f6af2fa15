import { count } from '@ledger/fields';
import { defineSignal, unverified } from '@ledger/kit';
import { daysBetween } from './days';
import { isEnteredByPerson, LateEntries, lateValues } from './late-entry';

/** Of any register: what was recorded long after the day it is said to have been true from. */
export const backDated = defineSignal({
  name: 'ledger.back-dated',
  title: { vi: 'Ngày hiệu lực lùi về trước', en: 'Back-dated effective date' },
  asks: {
    vi: 'Lệnh được ghi nhận sau ngày hiệu lực của nó quá số ngày nêu dưới đây. Không tính lệnh do tiến trình tự phát và dữ liệu chuyển từ hệ thống cũ.',
    en: 'A command was recorded more than so many days after its own effective date. What processes issue and what was migrated does not count.',
  },
  law: unverified('Luật Kế toán 88/2015/QH13, Điều 5'),
  parameters: { days: count({ label: { vi: 'Quá số ngày', en: 'More than so many days' }, min: 1, max: 3_650 }) },
  standard: { days: 30 },
  values: lateValues,
  seen: { vi: 'Ghi nhận ngày {recordedOn} nhưng có hiệu lực từ {effectiveOn}, trước đó {days} ngày', en: 'Recorded on {recordedOn} and effective from {effectiveOn}, {days} days before' },
  watch: ({ days }) => {
    const late = new LateEntries();
    return {
      on: {},
      every: (meta) => {
        if (isEnteredByPerson(meta) && daysBetween(meta.effectiveOn, meta.recordedOn) > days) late.add(meta, meta.effectiveOn);
      },
      sightings: () => late.sightings(),
    };
  },
});
