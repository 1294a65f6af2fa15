import { day } from '@ledger/fields';
import type { unit } from '@ledger/registers/territory/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

export const stateTexts = {
  unit: { vi: 'Đơn vị hành chính', en: 'Administrative unit' },
  establishedOn: day({ vi: 'Ngày thành lập', en: 'Established on' }),
  dissolvedOn: day({ vi: 'Ngày giải thể', en: 'Dissolved on' }),
} satisfies StateTexts<typeof unit>;
