import { ledgerTime } from '@ledger/kit';

/** An instant as the clocks of the ledger's zone show it, as the apps do, with the zone: `2024-05-02T09:30:00+07:00` (ISO 8601). What is no instant stays as it is. */
export const localTime = (instant: string): string => (Number.isNaN(Date.parse(instant)) ? instant : `${ledgerTime(instant)}+07:00`);
