import type { BuiltServer } from '../../api/testing/built-server';
import { openOperator } from '../testing/operator';
import { takesBundle } from './bundles';
import { comparesMoments } from './comparisons';
import { importsHouses } from './imports';
import { rebuildsTable } from './operations';
import { approvesPayment, fundLine, requestsPayment } from './payments';
import { findsTampering } from './tampering';
import type { Walk } from './walk';

/** The journeys by which the whole is accepted, in their order. */
export const ways: { readonly [name: string]: (walk: Walk) => Promise<void> } = {
  'an officer requests a payment': requestsPayment,
  'a leader approves it, and cannot approve what they checked': approvesPayment,
  'an officer imports 200 rows, three of them bad': importsHouses,
  'an inspector compares a past day with today': comparesMoments,
  'an inspector takes a bundle along': takesBundle,
  'an operator rebuilds a table and nobody notices': rebuildsTable,
  'an inspector finds the letter that was changed': findsTampering,
};

/** Who and what the journeys find, beside the small province. */
export async function prepareWays(server: BuiltServer): Promise<void> {
  await openOperator(server);
  await fundLine(server);
}
