import type { program } from '@ledger/registers/programs/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

export const stateTexts = {
  closed: { vi: 'Đã kết thúc', en: 'Closed' },
  components: { vi: 'Dự án thành phần', en: 'Components' },
} satisfies StateTexts<typeof program>;
