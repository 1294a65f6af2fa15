/** A business rule said no. `code` is stable: `<register>.<reason>`; texts for it stand in the register's `messages`. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    /** Values for the message's `{placeholders}` and the problem document; JSON-safe or bigint. */
    readonly details: Readonly<Record<string, unknown>> = {},
    /** The offending field, when it is one. */
    readonly field?: string,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** States what must hold, in the positive; otherwise the command is refused with `code` and nothing is recorded. */
export function must(
  condition: unknown,
  code: string,
  details?: Readonly<Record<string, unknown>> & { readonly field?: string },
): asserts condition {
  if (condition) return;
  const { field, ...rest } = details ?? {};
  throw new Refusal(code, rest, field);
}
