import { day } from '@ledger/fields';
import type { account } from '@ledger/registers/access/domain';
import type { StateTexts } from '@ledger/ui/replay/state-texts';

export const stateTexts = {
  opened: { vi: 'Đã mở', en: 'Opened' },
  disabled: { vi: 'Đã khóa', en: 'Disabled' },
  grants: { vi: 'Vai trò được giao', en: 'Roles granted' },
  delegations: { vi: 'Vai trò đã ủy quyền', en: 'Roles lent' },
  endedOn: day({ vi: 'Chấm dứt ngày', en: 'Ended on' }),
} satisfies StateTexts<typeof account>;
