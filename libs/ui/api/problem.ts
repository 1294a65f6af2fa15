import type { FieldProblem, Words } from '@ledger/kit';

/** An RFC 9457 answer of the ledger. */
export interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly text: Words;
  readonly fields: readonly FieldProblem[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
}

/** The ledger said no, and why. */
export class Refused extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.code);
    this.name = 'Refused';
  }
}

/** Nothing came back: the network or the server is away, and what became of the request is unknown. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

export const problemOf = (error: unknown): ProblemDocument | undefined => (error instanceof Refused ? error.problem : undefined);

export const isCode = (error: unknown, code: string): boolean => problemOf(error)?.code === code;

const unreachable: Words = { vi: 'Không kết nối được tới máy chủ. Nội dung đã nhập được giữ lại; hãy thử lại.', en: 'The server cannot be reached. What you entered is kept; try again.' };
const unexpected: Words = { vi: 'Lỗi ngoài dự kiến.', en: 'An unexpected error.' };

/** What went wrong, for a person. */
export const textOf = (error: unknown): Words => problemOf(error)?.text ?? (error instanceof Unreachable ? unreachable : unexpected);
