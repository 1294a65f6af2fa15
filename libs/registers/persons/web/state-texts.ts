import { day } from '@ledger/fields';
import type { person } from '@ledger/registers/persons/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

export const stateTexts = {
  request: { vi: 'Yêu cầu xóa dữ liệu', en: 'Request to erase' },
  by: { vi: 'Người tiếp nhận', en: 'Taken by' },
  forgottenOn: day({ vi: 'Đã xóa ngày', en: 'Erased on' }),
} satisfies StateTexts<typeof person>;
