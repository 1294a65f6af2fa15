import type { manifest } from '@ledger/registers/reports/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

export const stateTexts = {
  recorded: { vi: 'Đã ghi nhận', en: 'Recorded' },
} satisfies StateTexts<typeof manifest>;
