import type { IncomingMessage } from 'node:http';

/** How much more of a refused body is read, and for how long. */
const BYTES_MAX = 16 * 1024 * 1024;
const MS_MAX = 2_000;

/** Reads on in a body that is refused: whoever is still sending when the connection ends never comes to read why. */
export const drain = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.readableEnded || request.destroyed) return resolve();
    let left = BYTES_MAX;
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, MS_MAX);
    request.on('data', (bytes: Buffer) => {
      left -= bytes.length;
      if (left < 0) done();
    });
    request.once('end', done).once('close', done).resume();
  });
