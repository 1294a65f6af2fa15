import type { FastifyInstance } from 'fastify';
import { Problem } from './problems/problem';

/**
 * Reads JSON bodies strictly (RFC 7493): bytes that are no UTF-8 are refused instead of replaced, and so is a key given
 * twice in one object, of which one reader sees the first value and another the last.
 */
export function readJsonStrictly(server: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    let text: string;
    try {
      text = decoder.decode(bytes as Buffer);
    } catch {
      return done(new Problem(400, 'ledger.malformed-json'), undefined);
    }
    return parse(request, text, (error, body) => {
      const key = error ? undefined : repeatedKey(text);
      if (key === undefined) done(error, body);
      else done(new Problem(400, 'ledger.repeated-key', { key: key.slice(0, 100) }), undefined);
    });
  });
}

/** The first key that an object of well-formed JSON holds twice, however it is spelt. */
export function repeatedKey(text: string): string | undefined {
  const objects: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{') objects.push(new Set());
    else if (character === '}') objects.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end)) {
        const key = JSON.parse(text.slice(at, end)) as string;
        const keys = objects.at(-1)!;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** Where the string that begins at `start` has ended. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    let escapes = quote;
    while (text[escapes - 1] === '\\') escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

const SPACE = new Set([' ', '\t', '\n', '\r']);

function isKey(text: string, end: number): boolean {
  let at = end;
  while (SPACE.has(text[at]!)) at += 1;
  return text[at] === ':';
}
