/** Ed25519 (RFC 8032): public keys and seeds of 32 bytes, signatures of 64. `verify` answers false for malformed keys and signatures. */
export interface Ed25519 {
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array | Promise<Uint8Array>;
  publicKey(seed: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/** What stands before a seed in a PKCS#8 private key (RFC 8410 §7). */
export const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20);

/** Ed25519 of Web Cryptography, which current browsers have. */
export const webEd25519: Ed25519 = {
  async verify(publicKey, message, signature) {
    if (publicKey.length !== ED25519_KEY_BYTES || signature.length !== ED25519_SIGNATURE_BYTES) return false;
    try {
      const key = await crypto.subtle.importKey('raw', asSource(publicKey), 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify('Ed25519', key, asSource(signature), asSource(message));
    } catch (error) {
      // Bytes that are no point of the curve are a bad key. An engine without Ed25519, or a page without TLS, which has no
      // Web Cryptography, must not look like a bad signature.
      if ((error as { name?: unknown }).name === 'DataError') return false;
      throw error;
    }
  },

  async sign(seed, message) {
    const key = await crypto.subtle.importKey('pkcs8', privateKey(seed), 'Ed25519', false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('Ed25519', key, asSource(message)));
  },

  async publicKey(seed) {
    const key = await crypto.subtle.importKey('pkcs8', privateKey(seed), 'Ed25519', true, ['sign']);
    const { x } = (await crypto.subtle.exportKey('jwk', key)) as { x?: string };
    const text = atob((x ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  },
};

function privateKey(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  if (seed.length !== ED25519_KEY_BYTES) throw new RangeError(`a seed has ${ED25519_KEY_BYTES} bytes, not ${seed.length}`);
  return Uint8Array.of(...PKCS8_PREFIX, ...seed);
}

/** Web Cryptography does not take bytes of shared memory. */
const asSource = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

let current: Ed25519 = webEd25519;

/** The Ed25519 that was plugged in; that of Web Cryptography if none was. */
export const ed25519 = (): Ed25519 => current;

/** Plugs in another Ed25519. */
export function plugEd25519(other: Ed25519): void {
  current = other;
}
