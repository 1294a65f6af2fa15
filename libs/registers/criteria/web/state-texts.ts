import type { commune, criteriaSet } from '@ledger/registers/criteria/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

/** How the parts of a commune's criteria and of a set are called. */
export const stateTexts = {
  standings: { vi: 'Tiêu chí', en: 'Criteria' },
  measured: { vi: 'Chỉ tiêu đã đo', en: 'Indicators measured' },
  verified: { vi: 'Đã thẩm tra', en: 'Verified' },
  pending: { vi: 'Chờ thẩm tra', en: 'Awaiting verification' },
  by: { vi: 'Người ghi', en: 'By' },
  eventId: { vi: 'Sự kiện', en: 'Event' },
  indicators: { vi: 'Chỉ tiêu', en: 'Indicators' },
  publishedBy: { vi: 'Người công bố', en: 'Published by' },
} satisfies StateTexts<typeof commune> & StateTexts<typeof criteriaSet>;
