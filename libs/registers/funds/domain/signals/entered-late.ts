import { count, lineId } from '@ledger/fields';
import { defineSignal, type EventMeta } from '@ledger/kit';
import { dayPlus, isEnteredByPerson, LateEntries, lateValues, shownBy } from '@ledger/platform/risk-signals';
import { citations } from '../law';
import { dimensionsOf, planWindow } from '../line-dimensions';
import { lineChanges } from './line-money';

/** What changes a plan year's figures after its books should have been complete. */
export const enteredLate = defineSignal({
  name: 'funds.entered-after-deadline',
  title: { vi: 'Ghi sổ sau thời hạn', en: 'Entry after the deadline' },
  asks: {
    vi: 'Bút toán có hiệu lực trong thời hạn của năm kế hoạch (đến 31 tháng 1 năm sau) nhưng được ghi nhận sau thời hạn đó.',
    en: 'An entry is effective within its plan year (until 31 January of the next year) and was recorded after it.',
  },
  law: citations.yearEnd,
  parameters: { grace: count({ label: { vi: 'Sau thời hạn quá số ngày', en: 'More than so many days after' }, min: 0, max: 730 }) },
  standard: { grace: 0 },
  values: { line: lineId(), ...lateValues },
  seen: { vi: 'Ghi nhận ngày {recordedOn}, sau thời hạn {days} ngày, cho ngày {effectiveOn}: {line}', en: 'Recorded on {recordedOn}, {days} days after the deadline, for {effectiveOn}: {line}' },
  watch: ({ grace }) => {
    const late = new LateEntries();
    const lines = new Map<string, string>();
    return {
      on: shownBy(lineChanges, ({ line }, meta: EventMeta) => {
        const { until } = planWindow(dimensionsOf(line));
        if (!isEnteredByPerson(meta) || meta.effectiveOn > until || meta.recordedOn <= dayPlus(until, grace)) return;
        late.add(meta, until);
        lines.set(meta.commandId, line);
      }),
      sightings: () => late.sightings().map(({ key, events, values }) => ({ key, events, values: { ...values, line: lines.get(key)! } })),
    };
  },
});
