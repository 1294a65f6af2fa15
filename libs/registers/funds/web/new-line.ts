import { capitalType, componentCode, fiscalYear, fundSource, optional, unitCode } from '@ledger/fields';
import type { Composed } from '@ledger/ui/register/register-web';

/** A fund line that holds nothing yet: whoever assigns or allocates money to it says its parts, and never writes its code. */
export const newLine: Composed = {
  title: { vi: 'Dòng vốn mới, chưa có trong danh sách', en: 'A new fund line, not in the list yet' },
  parts: {
    component: componentCode(),
    capitalType: capitalType(),
    source: fundSource(),
    planYear: fiscalYear(),
    originYear: optional(fiscalYear({ vi: 'Năm gốc, nếu là vốn kéo dài', en: 'Year of origin, if carried forward' })),
    holder: unitCode({ vi: 'Đơn vị sử dụng ngân sách', en: 'Budget holder' }),
  },
  code: ({ component, capitalType: type, source, planYear, originYear, holder }) => [component, type, source, planYear, originYear ?? planYear, holder].join(':'),
};
