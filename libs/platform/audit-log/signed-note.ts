import { fromBase64, toBase64 } from './base64';
import { cosignedMessage, parseCosignature, TIMESTAMP_BYTES } from './cosignature';
import { ed25519, type Ed25519 } from './ed25519';
import { Malformed } from './malformed';
import { asText, toUtf8 } from './utf8';
import { ED25519_COSIGNATURE, isKeyName, parseVerifierKey, type SignerKey, type VerifierKey } from './verifier-key';

/** One signature line. `signature` is what follows the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A signature that a known key made. `time` is when a cosigner says it signed, in POSIX seconds. */
export interface VerifiedSignature extends NoteSignature {
  readonly key: VerifierKey;
  readonly time?: bigint;
}

export interface Note {
  /** What is signed, with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface OpenedNote {
  readonly text: string;
  readonly signatures: readonly VerifiedSignature[];
  /** Signatures of keys that are not known here: they say nothing. */
  readonly unknown: readonly NoteSignature[];
}

/** A well-formed note that must not be believed. */
export class NotVerified extends Error {
  override readonly name = 'NotVerified';
  constructor(
    readonly reason: 'bad-signature' | 'no-known-signature' | 'ambiguous-key' | 'no-log-signature' | 'not-included',
    message: string,
  ) {
    super(message);
  }
}

export const NOTE_SIGNATURES_MAX = 100;
const NOTE_LENGTH_MAX = 1_000_000;
const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/u;
const CONTROL = /[\x00-\x09\x0b-\x1f]/;

/** A note taken apart, nothing verified: its text is to be ignored until it is. Repeated lines count once. Throws `Malformed`. */
export function parseNote(note: string | Uint8Array): Note {
  if (note.length > NOTE_LENGTH_MAX) throw new Malformed('note', `longer than ${NOTE_LENGTH_MAX}`);
  const whole = wellFormed(note);
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) throw new Malformed('note', 'no blank line before the signatures, or no newline at the end');
  const lines = whole.slice(split + 2).split('\n').slice(0, -1);
  if (lines.length === 0) throw new Malformed('note', 'no signature');
  if (lines.length > NOTE_SIGNATURES_MAX) throw new Malformed('note', `more than ${NOTE_SIGNATURES_MAX} signatures`);
  return { text: whole.slice(0, split + 1), signatures: [...new Set(lines)].map(parseSignatureLine) };
}

/**
 * The note, once the signatures of all known keys are verified; keys are parsed or vkeys. Throws `Malformed`, or
 * `NotVerified` when a known key's signature is wrong, when no known key signed, or when two keys have one name and id.
 */
export async function openNote(note: string | Uint8Array, verifierKeys: readonly (VerifierKey | string)[], using: Ed25519 = ed25519()): Promise<OpenedNote> {
  const known = keyring(verifierKeys);
  const { text, signatures } = parseNote(note);
  const verified: VerifiedSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = known.get(identity(signature));
    if (key === undefined) unknown.push(signature);
    else verified.push(await verifySignature(text, signature, key, using));
  }
  if (verified.length === 0) throw new NotVerified('no-known-signature', 'no known key has signed the note');
  return { text, signatures: verified, unknown };
}

/** When to say a cosignature was made, in POSIX seconds: needed by keys that cosign. */
export interface SigningOptions {
  readonly time?: bigint | number;
  readonly using?: Ed25519;
}

/** The note of a text, signed by these keys in this order. Throws `Malformed` when no note can have the text. */
export async function signNote(text: string, keys: readonly SignerKey[], options: SigningOptions = {}): Promise<string> {
  if (keys.length === 0) throw new RangeError('a note has at least one signature');
  const signatures: NoteSignature[] = [];
  for (const key of keys) signatures.push(await signText(text, key, options));
  return formatNote({ text, signatures });
}

/** One key's signature of a note's text. Throws as `signNote`, and RangeError when a cosigner is given no time. */
export async function signText(text: string, key: SignerKey, { time, using = ed25519() }: SigningOptions = {}): Promise<NoteSignature> {
  if (!wellFormed(text).endsWith('\n')) throw new Malformed('note', 'its text does not end with a newline');
  const { name, keyId } = key;
  if (key.type !== ED25519_COSIGNATURE) return { name, keyId, signature: await using.sign(key.seed, toUtf8(text)) };
  if (time === undefined) throw new RangeError('a cosignature needs the time at which it is made');
  const message = cosignedMessage(text, BigInt(time));
  const signature = new Uint8Array(TIMESTAMP_BYTES + 64);
  new DataView(signature.buffer).setBigUint64(0, BigInt(time));
  signature.set(await using.sign(key.seed, message), TIMESTAMP_BYTES);
  return { name, keyId, signature };
}

/** A note's text form. Of several signatures by one key the last is kept, so that a cosignature can be renewed. */
export function formatNote({ text, signatures }: Note): string {
  const byKey = new Map<string, NoteSignature>();
  for (const signature of signatures) {
    byKey.delete(identity(signature));
    byKey.set(identity(signature), signature);
  }
  return `${text}\n${[...byKey.values()].map(formatSignatureLine).join('')}`;
}

/** A signature line with its newline, as a witness answers it. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = new Uint8Array(KEY_ID_BYTES);
  new DataView(id.buffer).setUint32(0, keyId);
  return `— ${name} ${toBase64(Uint8Array.of(...id, ...signature))}\n`;
}

/** A signature line without its newline. Throws `Malformed`. */
export function parseSignatureLine(line: string): NoteSignature {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : fromBase64(base64);
  if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES || !isKeyName(name)) {
    throw new Malformed('note', 'a signature line is not — <name> <base64>');
  }
  return { name, keyId: new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), signature: bytes.subarray(KEY_ID_BYTES) };
}

const identity = ({ name, keyId }: { name: string; keyId: number }): string => `${name}+${keyId}`;

function keyring(keys: readonly (VerifierKey | string)[]): Map<string, VerifierKey> {
  const known = new Map<string, VerifierKey>();
  for (const given of keys) {
    const key = typeof given === 'string' ? parseVerifierKey(given) : given;
    if (known.has(identity(key))) throw new NotVerified('ambiguous-key', `two keys are called ${key.name} and have one key id`);
    known.set(identity(key), key);
  }
  return known;
}

async function verifySignature(text: string, signature: NoteSignature, key: VerifierKey, using: Ed25519): Promise<VerifiedSignature> {
  const cosigned = key.type === ED25519_COSIGNATURE ? parseCosignature(signature.signature) : undefined;
  const isCosigner = key.type === ED25519_COSIGNATURE;
  const message = cosigned ? cosignedMessage(text, cosigned.time) : toUtf8(text);
  const bytes = cosigned ? cosigned.signature : signature.signature;
  const holds = (cosigned !== undefined || !isCosigner) && (await using.verify(key.publicKey, message, bytes));
  if (!holds) throw new NotVerified('bad-signature', `the signature of ${key.name} is wrong`);
  return { ...signature, key, ...(cosigned && { time: cosigned.time }) };
}

function wellFormed(note: string | Uint8Array): string {
  const text = asText(note);
  if (text === undefined || CONTROL.test(text)) throw new Malformed('note', 'not UTF-8 text without control characters');
  return text;
}
