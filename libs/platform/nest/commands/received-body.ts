import type { IncomingMessage } from 'node:http';
import { BODY_BYTES_MAX } from '../body-limit';
import { Problem } from '../problems/problem';

const JSON_TYPE = /^application\/json *(;|$)/i;

/**
 * The bytes of a JSON body; undefined when the request has none.
 * @throws Problem 415 when it is something else, 413 when it is larger than `BODY_BYTES_MAX`, 400 when it breaks off.
 */
export function receivedBody(request: IncomingMessage): Promise<Buffer> | undefined {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const isEmpty = encoding === undefined && (length === undefined || length === '0');
  if (type === undefined && isEmpty) return undefined;
  if (type === undefined || !JSON_TYPE.test(type)) throw new Problem(415, 'ledger.not-json');
  if (Number(length) > BODY_BYTES_MAX) throw new Problem(413, 'ledger.body-too-large');
  return gathered(request);
}

function gathered(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
      else reject(new Problem(413, 'ledger.body-too-large'));
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const brokenOff = (): void => {
      if (!request.complete) reject(new Problem(400, 'ledger.malformed-request'));
    };
    request.once('close', brokenOff);
    request.once('error', brokenOff);
  });
}
