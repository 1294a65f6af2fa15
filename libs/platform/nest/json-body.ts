import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problems/problem';

/** Reads a body; throws `Problem` or what Fastify's own parser throws. */
export type StrictJsonParser = (request: FastifyRequest, bytes: Buffer) => unknown;

/**
 * Reads JSON strictly (RFC 7493): bytes that are no UTF-8 are refused instead of replaced, and so is a key given
 * twice in one object, of which one reader sees the first value and another the last.
 */
export function strictJsonParser(server: FastifyInstance): StrictJsonParser {
  const parse = server.getDefaultJsonParser('error', 'error');
  return (request, bytes) => {
    if (!isUtf8(bytes)) throw new Problem(400, 'ledger.malformed-json');
    const text = bytes.toString('utf8');
    let value: unknown;
    // Fastify's parser calls back before it returns.
    void parse(request, text, (error, body) => {
      if (error) throw error;
      value = body;
    });
    const key = repeatedKey(text);
    if (key !== undefined) throw new Problem(400, 'ledger.repeated-key', { key: key.slice(0, 100) });
    return value;
  };
}

/** Has every JSON body of the server read by the parser. */
export function readJsonWith(server: FastifyInstance, parse: StrictJsonParser): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    let body: unknown;
    try {
      body = parse(request, bytes as Buffer);
    } catch (error) {
      return done(error as Error, undefined);
    }
    return done(null, body);
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
