import { isBytes } from './bytes';

/** Bytes that are read here and there: a file, a `Blob`, or an array in memory. `read` gives exactly `length` bytes, or fails. */
export interface BundleSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** What a web page has of a chosen file. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export function bundleSource(from: Uint8Array | BlobLike | BundleSource): BundleSource {
  if (isBytes(from)) return { size: from.length, read: (offset, length) => from.subarray(offset, offset + length) };
  if ('read' in from) return from;
  return { size: from.size, read: async (offset, length) => new Uint8Array(await from.slice(offset, offset + length).arrayBuffer()) };
}
