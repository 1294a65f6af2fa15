import { isBytes, sameBytes } from './bytes';

/** SHA-256 of some bytes: always a fresh array of 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

const ROUND_CONSTANTS = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);
const START = Int32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
const BLOCK_BYTES = 64;

// Hashing is synchronous and never re-enters itself, so one schedule and one tail serve every call.
const schedule = new Int32Array(16);
const tail = new Uint8Array(2 * BLOCK_BYTES);
const state = new Int32Array(8);

/** SHA-256 (FIPS 180-4) in plain TypeScript: what a browser uses, whose own digest cannot be waited for synchronously. */
export const portableSha256: Sha256 = (bytes) => {
  state.set(START);
  const whole = bytes.length - (bytes.length % BLOCK_BYTES);
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(bytes, at);
  return finish(bytes.subarray(whole), bytes.length);
};

/** Hashes what is left of a message of `length` bytes, less than a block, and its padding. */
function finish(rest: Uint8Array, length: number): Uint8Array {
  const tailLength = rest.length < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES;
  tail.fill(0);
  tail.set(rest);
  tail[rest.length] = 0x80;
  writeWord(tail, tailLength - 8, Math.floor(length / 0x2000_0000));
  writeWord(tail, tailLength - 4, (length % 0x2000_0000) << 3);
  for (let at = 0; at < tailLength; at += BLOCK_BYTES) compress(tail, at);
  const digest = new Uint8Array(HASH_BYTES);
  for (let i = 0; i < 8; i++) writeWord(digest, 4 * i, state[i]!);
  return digest;
}

function writeWord(into: Uint8Array, at: number, word: number): void {
  into[at] = word >>> 24;
  into[at + 1] = word >>> 16;
  into[at + 2] = word >>> 8;
  into[at + 3] = word;
}

/** Only the last sixteen words of the schedule are ever needed, so each takes the place of the one that is no more. */
function compress(block: Uint8Array, at: number): void {
  const w = schedule;
  for (let i = 0; i < 16; i++, at += 4) w[i] = (block[at]! << 24) | (block[at + 1]! << 16) | (block[at + 2]! << 8) | block[at + 3]!;
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!;
  for (let i = 0; i < 64; i++) {
    if (i >= 16) {
      const early = w[(i - 15) & 15]!;
      const late = w[(i - 2) & 15]!;
      const small0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
      const small1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
      w[i & 15] = (w[i & 15]! + small0 + w[(i - 7) & 15]! + small1) | 0;
    }
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + big1 + (g ^ (e & (f ^ g))) + ROUND_CONSTANTS[i]! + w[i & 15]!) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (big0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

let current: Sha256 = portableSha256;

/** SHA-256 by the fastest implementation that was plugged in; the portable one if none was. */
export const sha256: Sha256 = (bytes) => current(bytes);

/** A SHA-256 of bytes that arrive in pieces. After `digest` it is used up. */
export interface Sha256Stream {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

class PortableSha256Stream implements Sha256Stream {
  private readonly held = Int32Array.from(START);
  private readonly block = new Uint8Array(BLOCK_BYTES);
  private length = 0;

  update(bytes: Uint8Array): void {
    state.set(this.held);
    const filled = this.length % BLOCK_BYTES;
    let at = filled === 0 ? 0 : Math.min(bytes.length, BLOCK_BYTES - filled);
    this.block.set(bytes.subarray(0, at), filled);
    if (filled > 0 && filled + at === BLOCK_BYTES) compress(this.block, 0);
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) compress(bytes, at);
    if (at < bytes.length) this.block.set(bytes.subarray(at), 0);
    this.length += bytes.length;
    this.held.set(state);
  }

  digest(): Uint8Array {
    state.set(this.held);
    return finish(this.block.subarray(0, this.length % BLOCK_BYTES), this.length);
  }
}

/** Begins a SHA-256 of bytes that arrive in pieces, portable. */
export const portableSha256Stream = (): Sha256Stream => new PortableSha256Stream();

let currentStream = portableSha256Stream;

/** Begins a SHA-256 of bytes that arrive in pieces, by the fastest implementation that was plugged in. */
export const sha256Stream = (): Sha256Stream => currentStream();

/** Plugs in faster streams. */
export function plugSha256Stream(faster: () => Sha256Stream): void {
  currentStream = faster;
}

/** Plugs in a faster SHA-256. Throws when it does not give the digest of "abc" of FIPS 180-4. */
export function plugSha256(faster: Sha256): void {
  const abc = faster(Uint8Array.of(0x61, 0x62, 0x63));
  const expected = portableSha256(Uint8Array.of(0x61, 0x62, 0x63));
  if (!isBytes(abc) || !sameBytes(abc, expected)) throw new Error('plugSha256: this is not SHA-256');
  current = faster;
}
