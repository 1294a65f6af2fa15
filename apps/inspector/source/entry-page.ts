const encoder = new TextEncoder();
const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Bytes of JSON, one piece behind the other: encoders and texts of their own for each take longer than writing it. */
class Page {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** ASCII as it is. */
  plain(text: string): this {
    for (let i = 0; i < text.length; i++) this.bytes[this.at++] = text.charCodeAt(i);
    return this;
  }

  hex(bytes: Uint8Array): this {
    for (let i = 0; i < bytes.length; i++) {
      const octet = bytes[i]!;
      this.bytes[this.at++] = HEX[octet >>> 4]!;
      this.bytes[this.at++] = HEX[octet & 15]!;
    }
    return this;
  }

  /** A text as JSON has it, in UTF-8. */
  quoted(text: string): this {
    const { bytes, at } = this;
    bytes[this.at++] = QUOTE;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return this.encoded(text, at);
      bytes[this.at++] = code;
    }
    bytes[this.at++] = QUOTE;
    return this;
  }

  private encoded(text: string, at: number): this {
    this.at = at + encoder.encodeInto(JSON.stringify(text), this.bytes.subarray(at)).written;
    return this;
  }
}

const PAGE_BYTES = 256 * 1024;
/** Keys, hashes and quotes of an entry, and more. */
const FIXED_BYTES_MAX = 512;
/** A UTF-16 code unit takes at most six: `\u001f`. */
const BYTES_PER_UNIT = 6;
let page = new Page(new Uint8Array(0));

/** What `write` puts on the page, with texts of `units` UTF-16 code units in all: bytes nobody else writes to. */
export function written(write: (into: Page) => void, units: number): Uint8Array {
  const most = FIXED_BYTES_MAX + BYTES_PER_UNIT * units;
  if (page.bytes.length - page.at < most) page = new Page(new Uint8Array(Math.max(PAGE_BYTES, most)));
  const from = page.at;
  write(page);
  return page.bytes.subarray(from, page.at);
}
