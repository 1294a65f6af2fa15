import type { RiskSignal } from '@ledger/kit';
import { backDated } from './back-dated';

/** Every signal there is: those of any register's events, then each register's own. */
export const signalsOf = (registers: readonly { readonly signals: readonly RiskSignal[] }[]): readonly RiskSignal[] => [backDated, ...registers.flatMap(({ signals }) => signals)];
