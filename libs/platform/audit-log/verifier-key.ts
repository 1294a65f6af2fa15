import { fromBase64, toBase64 } from './base64';
import { ED25519_KEY_BYTES, ed25519, type Ed25519 } from './ed25519';
import { Malformed } from './malformed';
import { sha256 } from './sha256';
import { asText, toUtf8 } from './utf8';

/** Ed25519 over the note's text: what a log signs with (c2sp.org/signed-note). */
export const ED25519_NOTE = 0x01;
/** Ed25519 over a time and the note's text: what a witness cosigns with (c2sp.org/tlog-cosignature). */
export const ED25519_COSIGNATURE = 0x04;

export type SignatureType = typeof ED25519_NOTE | typeof ED25519_COSIGNATURE;

/** A key that verifies the signatures of a note. `keyId` is a uint32; `publicKey` has 32 bytes. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: number;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** A key that signs. `seed` is the private key of RFC 8032, 32 bytes. */
export interface SignerKey extends VerifierKey {
  readonly seed: Uint8Array;
}

const KEY_NAME = /^[^\p{White_Space}+\x00-\x1f]+$/u;

/** Whether a key may have this name: not empty, no Unicode spaces, no plus. */
export const isKeyName = (name: string): boolean => KEY_NAME.test(name) && asText(name) !== undefined;

/** The key of a name and a public key. Throws `Malformed` when the name may not be one or the key has another length. */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new Malformed('key', 'a key name is not empty and has neither spaces nor a plus');
  if (publicKey.length !== ED25519_KEY_BYTES) throw new Malformed('key', `an Ed25519 key has ${ED25519_KEY_BYTES} bytes, not ${publicKey.length}`);
  const digest = sha256(Uint8Array.of(...toUtf8(`${name}\n`), type, ...publicKey));
  return { name, keyId: new DataView(digest.buffer, digest.byteOffset).getUint32(0), type, publicKey };
}

/** The key of a vkey, `<name>+<8 hex digits>+<base64 of type and public key>`. Throws `Malformed`. */
export function parseVerifierKey(vkey: string): VerifierKey {
  const [, name, hex, base64] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  if (name === undefined || hex === undefined || base64 === undefined) throw new Malformed('verifier key', 'not <name>+<key id>+<base64>');
  const { type, bytes } = keyMaterial('verifier key', base64);
  return withId('verifier key', verifierKey(name, type, bytes), hex);
}

/** The vkey of a key. */
export const formatVerifierKey = (key: VerifierKey): string => `${key.name}+${keyIdText(key)}+${toBase64(Uint8Array.of(key.type, ...key.publicKey))}`;

/** The signing key of a name and a seed. Throws `Malformed` as `verifierKey` does. */
export async function signerKey(name: string, type: SignatureType, seed: Uint8Array, using: Ed25519 = ed25519()): Promise<SignerKey> {
  if (seed.length !== ED25519_KEY_BYTES) throw new Malformed('key', `a seed has ${ED25519_KEY_BYTES} bytes, not ${seed.length}`);
  return { ...verifierKey(name, type, await using.publicKey(seed)), seed };
}

/** The key of `PRIVATE+KEY+<name>+<8 hex digits>+<base64 of type and seed>`. Throws `Malformed`, which never quotes the text. */
export async function parseSignerKey(text: string, using: Ed25519 = ed25519()): Promise<SignerKey> {
  const [, name, hex, base64] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || hex === undefined || base64 === undefined) throw new Malformed('signer key', 'not PRIVATE+KEY+<name>+<key id>+<base64>');
  const { type, bytes } = keyMaterial('signer key', base64);
  return withId('signer key', await signerKey(name, type, bytes, using), hex);
}

/** The private text of a signing key, as `parseSignerKey` reads it. */
export const formatSignerKey = (key: SignerKey): string => `PRIVATE+KEY+${key.name}+${keyIdText(key)}+${toBase64(Uint8Array.of(key.type, ...key.seed))}`;

const keyIdText = ({ keyId }: VerifierKey): string => keyId.toString(16).padStart(8, '0');

function keyMaterial(format: string, base64: string): { type: SignatureType; bytes: Uint8Array } {
  const material = fromBase64(base64);
  if (material === undefined || material.length < 2) throw new Malformed(format, 'the key is not base64');
  const type = material[0]!;
  if (type !== ED25519_NOTE && type !== ED25519_COSIGNATURE) throw new Malformed(format, `signature type 0x${type.toString(16).padStart(2, '0')} is not known here`);
  return { type, bytes: material.subarray(1) };
}

function withId<Key extends VerifierKey>(format: string, key: Key, hex: string): Key {
  if (keyIdText(key) !== hex) throw new Malformed(format, `the key id is ${hex}, but the key's is ${keyIdText(key)}`);
  return key;
}
