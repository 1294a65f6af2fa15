import { count, unitCode } from '@ledger/fields';
import { defineSignal, handle, type Handlers, type RiskSignal } from '@ledger/kit';
import { dayPlus, isEnteredByPerson, LateEntries, lateValues, reusedEvidence, samePerson, shownBy, type Matter } from '@ledger/platform/risk-signals';
import { assessedYear } from './criteria-words';
import { criteriaEvents } from './events';

const matterOf = ({ commune, set, criterion, year }: { commune: string; set: string; criterion: number; year: number }): Matter => ({ id: `${commune} · ${set} ${criterion} · ${year}` });

const verifiedByAssessor = samePerson({
  name: 'criteria.verified-by-assessor',
  title: { vi: 'Người đánh giá tự xác nhận', en: 'Verified by the assessor' },
  asks: { vi: 'Người đánh giá một tiêu chí cũng là người xác nhận kết quả đó.', en: 'Whoever assessed a criterion also verified the outcome.' },
  asked: handle(criteriaEvents, { CriterionAssessed: matterOf, AssessmentCorrected: matterOf }),
  decided: handle(criteriaEvents, { AssessmentVerified: matterOf, AssessmentReturned: matterOf }),
});

const sheetReused = reusedEvidence({
  name: 'criteria.evidence-reused',
  title: { vi: 'Hồ sơ tiêu chí dùng lại', en: 'Assessment papers reused' },
  asks: { vi: 'Cùng một tệp (theo mã băm) làm bằng chứng cho tiêu chí của nhiều xã hoặc nhiều năm.', en: 'One and the same file (by its hash) is evidence for criteria of several communes or years.' },
  of: handle(criteriaEvents, { CriterionAssessed: ({ commune, year }) => `${commune} ${year}`, AssessmentCorrected: ({ commune, year }) => `${commune} ${year}` }),
});

interface Outcome {
  readonly commune: string;
  readonly year: number;
}

const outcomeOf = ({ commune, year }: Outcome): Outcome => ({ commune, year });
const outcomes: Handlers<Outcome> = handle(criteriaEvents, { CriterionAssessed: outcomeOf, AssessmentCorrected: outcomeOf });

const changedLate = defineSignal({
  name: 'criteria.changed-after-year',
  title: { vi: 'Sửa kết quả tiêu chí sau năm đánh giá', en: 'Criterion changed after its year' },
  asks: {
    vi: 'Kết quả của một năm được đánh giá hoặc đính chính sau khi năm đó đã qua quá số ngày nêu dưới đây. Không văn bản nào ấn định số ngày này.',
    en: 'An outcome of a year was assessed or corrected more than so many days after that year. No law sets the number of days.',
  },
  parameters: { days: count({ label: { vi: 'Sau năm đánh giá quá số ngày', en: 'More than so many days after' }, min: 0, max: 730 }) },
  standard: { days: 31 },
  values: { commune: unitCode({ vi: 'Xã', en: 'Commune' }), year: assessedYear(), ...lateValues },
  seen: { vi: '{commune}: kết quả năm {year} được ghi ngày {recordedOn}, {days} ngày sau khi hết năm', en: '{commune}: an outcome of {year} was recorded on {recordedOn}, {days} days after the year' },
  watch: ({ days }) => {
    const late = new LateEntries();
    const about = new Map<string, Outcome>();
    return {
      on: shownBy(outcomes, (what, meta) => {
        const end = `${what.year}-12-31`;
        if (!isEnteredByPerson(meta) || meta.recordedOn <= dayPlus(end, days)) return;
        late.add(meta, end);
        about.set(meta.commandId, what);
      }),
      sightings: () => late.sightings().map(({ key, events, values }) => ({ key, events, values: { ...values, ...about.get(key)! } })),
    };
  },
});

/** What an inspector may want to look at in the register of criteria. */
export const criteriaSignals: readonly RiskSignal[] = [verifiedByAssessor, sheetReused, changedLate];
