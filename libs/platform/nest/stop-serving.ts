import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOOK_EVERY_MS = 25;
/** How long requests under way may take to finish once the server stops. */
export const STOPPING_MS_MAX = 10_000;

/** Takes no new connections, lets requests under way finish, and then hangs up on whoever keeps a connection open. */
export async function stopServing(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const deadline = Date.now() + STOPPING_MS_MAX;
  const hangUp = setInterval(() => {
    if (Date.now() > deadline) server.closeAllConnections();
    else server.closeIdleConnections();
  }, LOOK_EVERY_MS);
  try {
    await app.close();
  } finally {
    clearInterval(hangUp);
  }
}
