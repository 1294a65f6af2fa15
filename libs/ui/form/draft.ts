import { keepHere } from '../storage/keep-here';
import type { GroupInput } from './form-input';

/** A form that was begun: what was typed, and the key under which it will be recorded once. */
export interface Draft {
  readonly inputs: GroupInput;
  /** The idempotency key: the same until the command is recorded, however often it is sent. */
  readonly key: string;
}

const placeOf = (user: string, form: string): string => `ledger-draft:${user}:${form}`;

/** The draft of a form, kept on this machine for its user; undefined when there is none, or none that can be read. */
export function keptDraft(user: string, form: string): Draft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(user, form)) ?? 'null') as Draft | null;
    return kept !== null && typeof kept.key === 'string' && typeof kept.inputs === 'object' ? kept : undefined;
  } catch {
    return undefined;
  }
}

export const keepDraft = (user: string, form: string, draft: Draft): void => keepHere(placeOf(user, form), JSON.stringify(draft));

export const dropDraft = (user: string, form: string): void => localStorage.removeItem(placeOf(user, form));

/** Random where the page is served in the clear too, where `crypto.randomUUID` is not to be had. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
