/** Input that does not follow its format. `format` names the format, as in `checkpoint`; the message says what is wrong. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  constructor(
    readonly format: string,
    readonly reason: string,
  ) {
    super(`${format}: ${reason}`);
  }
}
