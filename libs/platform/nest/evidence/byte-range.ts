/** The bytes of an answer, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/** One range of a `Range` header (RFC 9110 §14); undefined: the whole file. `'unsatisfiable'`: none of it is there. */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined | 'unsatisfiable' {
  const match = RANGE.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  if (first === '') return Number(last) === 0 ? 'unsatisfiable' : { from: Math.max(0, size - Number(last)), to: size - 1 };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return Number(first) >= size ? 'unsatisfiable' : { from: Number(first), to: Math.min(size - 1, last === '' ? size - 1 : Number(last)) };
}
