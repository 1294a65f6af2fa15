import { canonicalText } from '@ledger/platform/audit-log/node';

/** Whether stored bytes are canonical JSON. */
export const isCanonicalText = (bytes: Uint8Array): boolean => canonicalText(bytes) !== undefined;
