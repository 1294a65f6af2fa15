/** Thrown for bytes that are no message of the kind expected. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const WIRE_BITS = 3;

/** Reads protocol buffers by hand, field by field, without copying. Checks every length against what is there. */
export class ProtoReader {
  field = 0;
  private wire = 0;

  constructor(
    private readonly bytes: Buffer,
    private at = 0,
    private readonly end = bytes.length,
  ) {}

  /** Moves to the next field; false at the end. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.number();
    this.wire = tag & 7;
    this.field = tag >>> WIRE_BITS;
    if (this.field === 0) throw new MalformedMessage('a field without a number');
    return true;
  }

  /** A varint as an unsigned number; beyond 2^53 it is only nearly right. */
  number(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 10; i++, scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new MalformedMessage('a number of more than ten bytes');
  }

  varint(): bigint {
    this.mustBe(VARINT);
    let value = 0n;
    for (let i = 0n; i < 10n; i++) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << (7n * i);
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new MalformedMessage('a number of more than ten bytes');
  }

  bool(): boolean {
    this.mustBe(VARINT);
    return this.number() !== 0;
  }

  /** A view of the bytes, not a copy. */
  view(): Buffer {
    const [start, end] = this.range();
    return this.bytes.subarray(start, end);
  }

  text(): string {
    const [start, end] = this.range();
    return this.bytes.toString('utf8', start, end);
  }

  /** A nested message. */
  message(): ProtoReader {
    const [start, end] = this.range();
    return new ProtoReader(this.bytes, start, end);
  }

  skip(): void {
    switch (this.wire) {
      case VARINT:
        this.number();
        return;
      case FIXED64:
        return this.move(8);
      case BYTES:
        this.range();
        return;
      case FIXED32:
        return this.move(4);
      default:
        throw new MalformedMessage(`wire type ${this.wire}`);
    }
  }

  private range(): [number, number] {
    this.mustBe(BYTES);
    const length = this.number();
    const start = this.at;
    this.move(length);
    return [start, this.at];
  }

  private move(length: number): void {
    if (length > this.end - this.at) throw new MalformedMessage('a field longer than its message');
    this.at += length;
  }

  private byte(): number {
    if (this.at >= this.end) throw new MalformedMessage('a message that ends within a number');
    return this.bytes[this.at++] as number;
  }

  private mustBe(wire: number): void {
    if (this.wire !== wire) throw new MalformedMessage(`field ${this.field} of wire type ${this.wire}`);
  }
}
