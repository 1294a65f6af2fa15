import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Json } from '@ledger/kit';
import { canonicalJson } from '@ledger/platform/audit-log';

export const PERSON_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The plain text is filled up to a multiple of this with spaces, so that its length says little. */
const BLOCK_BYTES = 32;
const FORMAT = '1.';

/** Where a sealed value belongs: it opens nowhere else. */
export interface SealPlace {
  readonly stream: string;
  /** Type and id of the event. */
  readonly type: string;
  readonly event: string;
  /** The field, like `members[2].name`. */
  readonly path: string;
  readonly person: string;
}

/** A sealed value that does not open: another key, another place, or bytes that were changed. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

export const newPersonKey = (): Uint8Array => randomBytes(PERSON_KEY_BYTES);

/** One key for each use (RFC 5869), so that no use says anything about another. */
const keyFor = (use: 'seal' | 'compare', personKey: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', personKey, '', `ledger-personal-${use}-1`, 32));

const placeBytes = ({ stream, type, event, path, person }: SealPlace): Buffer => Buffer.from(JSON.stringify([stream, type, event, path, person]));

/** Encrypts a value with AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce, and its place as additional data. */
export function seal(personKey: Uint8Array, place: SealPlace, value: Json): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal', personKey), nonce);
  cipher.setAAD(placeBytes(place));
  const plain = Buffer.from(canonicalJson(value));
  const filled = Buffer.concat([plain, Buffer.alloc(BLOCK_BYTES - (plain.length % BLOCK_BYTES), ' ')]);
  return FORMAT + Buffer.concat([nonce, cipher.update(filled), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The value; throws `CannotOpen`. */
export function open(personKey: Uint8Array, place: SealPlace, sealed: string): Json {
  try {
    if (!sealed.startsWith(FORMAT)) throw new Error('unknown format');
    const bytes = Buffer.from(sealed.slice(FORMAT.length), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyFor('seal', personKey), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(placeBytes(place));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
    return JSON.parse(plain.toString('utf8')) as Json;
  } catch (error) {
    throw new CannotOpen(`the ${place.path} in event ${place.event} does not open`, { cause: error });
  }
}

/**
 * What two bodies are compared by instead of a personal value: equal values of one person in one field give equal texts,
 * and without the person's key nobody can try out values.
 */
export const comparable = (personKey: Uint8Array, path: string, value: Json): string =>
  FORMAT + createHmac('sha256', keyFor('compare', personKey)).update(JSON.stringify([path, canonicalJson(value)])).digest('base64url');
