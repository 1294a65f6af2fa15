import { ED25519_SIGNATURE_BYTES } from './ed25519';
import { toUtf8 } from './utf8';

export const TIMESTAMP_BYTES = 8;
const TIME_MAX = 2n ** 63n - 1n;

/** What an Ed25519 cosigner signs: the time, in POSIX seconds, and the checkpoint's text (c2sp.org/tlog-cosignature). Throws RangeError. */
export function cosignedMessage(text: string, time: bigint): Uint8Array {
  if (time < 0n || time > TIME_MAX) throw new RangeError(`a cosignature's time is 0 to 2^63 - 1: ${time}`);
  return toUtf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** The time and the Ed25519 signature of a cosignature; undefined when it has another length or its time is out of range. */
export function parseCosignature(bytes: Uint8Array): { time: bigint; signature: Uint8Array } | undefined {
  if (bytes.length !== TIMESTAMP_BYTES + ED25519_SIGNATURE_BYTES) return undefined;
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return time > TIME_MAX ? undefined : { time, signature: bytes.subarray(TIMESTAMP_BYTES) };
}
