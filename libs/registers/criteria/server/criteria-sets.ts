import { day, optional, text, yesNo } from '@ledger/fields';
import { datedTable, defineProjection, handle, put, latest, type FactReader } from '@ledger/kit';
import {
  criteriaEvents, criterionGroup, criterionNumber, indicatorCode, setCode, setLevel, type AssessCriterion, type MeasureIndicator,
} from '@ledger/registers/criteria/domain';

const name = text({ label: { vi: 'Tên', en: 'Name' } });
const nameEn = text({ label: { vi: 'Tên tiếng Anh', en: 'English name' } });
const validFrom = day({ vi: 'Áp dụng từ ngày', en: 'Valid from' });

export const setCriteria = datedTable('criteria_set_criteria', {
  label: { vi: 'Tiêu chí của các bộ', en: 'Criteria of the sets' },
  columns: { set: setCode(), criterion: criterionNumber(), name, nameEn, group: criterionGroup(), level: setLevel(), validFrom },
  key: ['set', 'criterion'],
});

export const setIndicators = datedTable('criteria_set_indicators', {
  label: { vi: 'Chỉ tiêu của các bộ', en: 'Indicators of the sets' },
  columns: {
    set: setCode(),
    indicator: indicatorCode(),
    verified: yesNo({ vi: 'Đã đối chiếu văn bản', en: 'Checked against the decision' }),
    criterion: criterionNumber(),
    name,
    nameEn: optional(nameEn),
    unit: optional(text({ label: { vi: 'Đơn vị tính', en: 'Unit of measure' } })),
    level: setLevel(),
    validFrom,
  },
  key: ['set', 'indicator', 'verified'],
});

export const criteriaSets = defineProjection('criteria_sets', {
  version: 1,
  tables: [setCriteria, setIndicators],
  on: handle(criteriaEvents, {
    CriteriaSetPublished: ({ set, level, validFrom, criteria }) =>
      criteria.flatMap(({ number, name, nameEn, group, indicators }) => [
        put(setCriteria, { set, criterion: number, name, nameEn, group, level, validFrom }),
        ...indicators.map(({ code, ...indicator }) => put(setIndicators, { ...indicator, set, indicator: code, criterion: number, level, validFrom })),
      ]),
    IndicatorVerified: (indicator) => [put(setIndicators, { ...indicator, verified: true })],
  }),
});

export const namedCriterion: FactReader = ({ set, criterion }: AssessCriterion) =>
  latest(setCriteria, { by: ['set', 'criterion'], where: { set, criterion } });

export const namedIndicator: FactReader = ({ set, indicator }: MeasureIndicator) =>
  latest(setIndicators, { by: ['set', 'indicator'], where: { set, indicator } });
