import { asText } from './utf8';

export const NEWLINE = 0x0a;

/**
 * The texts of lines of UTF-8, taken in their order. All of them are decoded at once: in a browser, to begin takes a decoder longer than an
 * event of the ledger is long.
 */
export class Utf8Lines {
  private readonly text: string | undefined;
  /** Where the next line begins, among the characters and among the bytes. */
  private at = 0;
  private byteAt: number;

  /** The lines of these bytes from a place on, at which one begins. */
  constructor(
    private readonly bytes: Uint8Array,
    from: number,
  ) {
    this.byteAt = from;
    // What follows the last newline may end in the middle of a character.
    this.text = asText(bytes.subarray(from, bytes.lastIndexOf(NEWLINE) + 1));
  }

  /** The text of the bytes from one place to a newline at another; undefined where they are no UTF-8. They may hold further newlines. */
  take(start: number, end: number): string | undefined {
    // Within UTF-8 no other character holds the byte of a newline: a line of the bytes is one of the text.
    if (this.text === undefined || start !== this.byteAt || this.bytes.indexOf(NEWLINE, start) !== end) return asText(this.bytes.subarray(start, end));
    const until = this.text.indexOf('\n', this.at);
    const line = this.text.slice(this.at, until);
    this.at = until + 1;
    this.byteAt = end + 1;
    return line;
  }
}
