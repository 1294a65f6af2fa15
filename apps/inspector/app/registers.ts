import { registersOf } from '@ledger/ui/pages/registers';
import { registerWebs } from '@ledger/registers/web';

/** What the pages of this app know of the registers: to read, not to record. */
export const registers = registersOf(registerWebs, { recording: false });
