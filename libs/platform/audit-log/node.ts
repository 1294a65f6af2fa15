import * as crypto from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { ED25519_KEY_BYTES, ED25519_SIGNATURE_BYTES, PKCS8_PREFIX, plugEd25519, type Ed25519 } from './ed25519';
import { plugSha256, plugSha256Stream, portableSha256, type Sha256 } from './sha256';

export * from './index';

// Below this many bytes the call into OpenSSL costs more than it saves; a node of the tree has 65.
const WORTH_THE_CALL_BYTES = 128;

// Node 20 has had it since 20.12; the verifier of bundles also runs on those before.
const digestOf: (bytes: Uint8Array) => Buffer =
  (crypto as Partial<typeof crypto>).hash === undefined ? (bytes) => createHash('sha256').update(bytes).digest() : (bytes) => crypto.hash('sha256', bytes, 'buffer');

/** SHA-256 of node:crypto. */
export const nodeSha256: Sha256 = (bytes) => {
  if (bytes.length < WORTH_THE_CALL_BYTES) return portableSha256(bytes);
  const digest = digestOf(bytes);
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
};

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
