import type { FieldProblem } from '@ledger/kit';

/** What the shell itself says no to; business rules throw `Refusal`, malformed fields `InvalidFields`. */
export class Problem extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Stable: `<register or part>.<reason>`; its texts stand in `messages`. */
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly fields: readonly FieldProblem[] = [],
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'Problem';
  }
}
