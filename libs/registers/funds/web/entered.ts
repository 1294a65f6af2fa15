import { VND_MAX } from '@ledger/fields';
import type { GroupInput } from '@ledger/ui/form/form-input';

const WHOLE = /^\d+$/;

/** The text that stands in a field of a form. */
export function enteredText(inputs: GroupInput, key: string): string {
  const input = inputs[key];
  return typeof input === 'string' ? input : '';
}

/** The amount that stands in a form, in whole đồng; undefined while it is none, or more than any may be. */
export function enteredAmount(inputs: GroupInput): bigint | undefined {
  const typed = enteredText(inputs, 'amount');
  const amount = WHOLE.test(typed) ? BigInt(typed) : 0n;
  return amount > 0n && amount <= VND_MAX ? amount : undefined;
}
