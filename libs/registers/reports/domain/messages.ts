import type { Words } from '@ledger/kit';

/** The one command of this register is the ledger's own and is never refused: what can go wrong is told before it is issued. */
export const messages: { readonly [code: string]: Words } = {};
