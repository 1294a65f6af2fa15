import { answerThrough } from '../api/request';
import type { ProblemDocument } from '../api/problem';

/** A question as it would have gone to the server. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Given {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** Answers in the server's stead, and keeps what it was asked. An answer that is an error is a lost connection. */
export function answerWith(answer: (asked: Asked) => Given | Error): readonly Asked[] {
  const asked: Asked[] = [];
  answerThrough((path, { method = 'GET', headers, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://ledger.test');
    const question = { method, path: pathname, query: searchParams, headers: headers as Readonly<Record<string, string>>, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body };
    asked.push(question);
    const given = answer(question);
    if (given instanceof Error) return Promise.reject(given);
    const text = JSON.stringify(given.json);
    const { status = 200 } = given;
    return Promise.resolve({ ok: status < 400, status, headers: new Headers(given.headers), text: () => Promise.resolve(text) } as Response);
  });
  return asked;
}

/** A refusal as the server words it. */
export const refusal = (status: number, code: string, fields: ProblemDocument['fields'] = []): Given => ({ status, json: { status, code, text: { vi: `Từ chối: ${code}`, en: `Refused: ${code}` }, fields, details: {} } satisfies ProblemDocument });
