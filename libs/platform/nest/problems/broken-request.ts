import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problems } from './problem-document';

const STATUS: { readonly [code: string]: number } = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what is no HTTP request, too long a head or too slow, before there is a request to route, and hangs up. */
export const answerBrokenRequest = (problems: Problems) => (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = STATUS[error.code ?? ''] ?? 400;
  const body = JSON.stringify(problems.of({ statusCode: status }));
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'connection: close', 'content-type: application/problem+json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};
