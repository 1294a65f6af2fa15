/** Writes protocol buffers by hand, each message in one buffer of exactly its size: the generated classes take several times as long. */

/** Bytes of a number as a varint; whole numbers below 2^53. */
export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Bytes of a field with a length before it, tag included, for field numbers below 16. */
export const fieldSize = (length: number): number => 1 + varintSize(length) + length;

/** Text as bytes, or bytes as they are. */
export type Content = string | Uint8Array;
export const contentSize = (content: Content): number => (typeof content === 'string' ? Buffer.byteLength(content) : content.length);

export class ProtoWriter {
  readonly buffer: Buffer;
  private at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  /** Whole numbers below 2^53; `Number.MAX_SAFE_INTEGER` stands for itself. */
  varint(value: number): this {
    let rest = value;
    for (; rest >= 0x8000_0000; rest = Math.floor(rest / 128)) this.buffer[this.at++] = (rest % 128) | 128;
    for (; rest >= 128; rest >>>= 7) this.buffer[this.at++] = (rest & 127) | 128;
    this.buffer[this.at++] = rest;
    return this;
  }

  /** Any unsigned 64-bit number. */
  bigVarint(value: bigint): this {
    let rest = value;
    for (; rest >= 128n; rest >>= 7n) this.buffer[this.at++] = Number(rest & 127n) | 128;
    this.buffer[this.at++] = Number(rest);
    return this;
  }

  /** The start of a nested message or text: its tag and its length. */
  open(field: number, length: number): this {
    this.buffer[this.at++] = (field << 3) | 2;
    return this.varint(length);
  }

  /** The start of a number. */
  tag(field: number): this {
    this.buffer[this.at++] = field << 3;
    return this;
  }

  uint(field: number, value: number): this {
    return this.tag(field).varint(value);
  }

  content(field: number, content: Content, length: number): this {
    this.open(field, length);
    return this.raw(content, length);
  }

  raw(content: Content, length: number): this {
    if (typeof content !== 'string') this.buffer.set(content, this.at);
    else if (length === content.length) this.buffer.write(content, this.at, length, 'latin1');
    else this.buffer.write(content, this.at, length, 'utf8');
    this.at += length;
    return this;
  }
}
