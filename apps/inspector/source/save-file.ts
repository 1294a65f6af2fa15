import { saveBlob } from '@ledger/ui/api/saved-file';

/** Hands a value to whoever asked for it, as a file of JSON. */
export const saveJson = (value: unknown, name: string): void => saveBlob(new Blob([JSON.stringify(value, undefined, 2)], { type: 'application/json' }), name);
