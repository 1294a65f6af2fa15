import * as crypto from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { ED25519_KEY_BYTES, ED25519_SIGNATURE_BYTES, PKCS8_PREFIX, plugEd25519, type Ed25519 } from './ed25519';
import { HASH_BYTES, plugSha256, plugSha256Stream, type Sha256 } from './sha256';

export * from './index';

/** A digest as text, a character for each octet, since a Buffer of its own takes OpenSSL's result four times as long. */
function octetsOf(digest: string): Uint8Array {
  const octets = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < HASH_BYTES; at++) octets[at] = digest.charCodeAt(at);
  return octets;
}

// Node 20 has had it since 20.12; the verifier of bundles also runs on those before.
const hashAtOnce = (crypto as Partial<typeof crypto>).hash;

/** SHA-256 of node:crypto. */
export const nodeSha256: Sha256 = hashAtOnce === undefined ? (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()) : (bytes) => octetsOf(hashAtOnce('sha256', bytes, 'binary'));

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const publicKeyOf = (raw: Uint8Array) => createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
const privateKeyOf = (seed: Uint8Array) => createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });

/** Ed25519 of node:crypto. */
export const nodeEd25519: Ed25519 = {
  verify(publicKey, message, signature) {
    if (publicKey.length !== ED25519_KEY_BYTES || signature.length !== ED25519_SIGNATURE_BYTES) return false;
    return verify(null, message, publicKeyOf(publicKey), signature);
  },
  sign: (seed, message) => new Uint8Array(sign(null, message, privateKeyOf(seed))),
  publicKey: (seed) => new Uint8Array(createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length)),
};

// Importing this entry is the plugging in: the library itself imports nothing of Node, so that it runs in a browser.
plugSha256(nodeSha256);
plugSha256Stream(() => {
  const stream = createHash('sha256');
  return { update: (bytes) => void stream.update(bytes), digest: () => new Uint8Array(stream.digest()) };
});
plugEd25519(nodeEd25519);
