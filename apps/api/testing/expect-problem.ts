import type { Problem, Reply } from './built-server';

/** That the answer is a problem in full: status, stable code, both languages, and the offending field if one is named. */
export function expectProblem(reply: Reply, status: number, code: string, path?: string): void {
  expect([reply.status, (reply.json as Problem | undefined)?.code]).toEqual([status, code]);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { title, text, fields } = reply.json as Problem;
  for (const words of [text, ...fields.map((field) => field.text)]) {
    for (const language of [words.vi, words.en]) expect(language).toMatch(/^[^{}]*\p{L}[^{}]*$/u);
    expect(words.vi).not.toBe(words.en);
  }
  expect(title).not.toBe('');
  expect(reply.text).not.toMatch(/node_modules|\.js:\d|\bat .*\(/);
  if (path !== undefined) expect(fields.map((field) => field.path)).toContain(path);
}
