import { Unreachable } from '../api/problem';
import { fetchAnswer, type Fetching } from '../api/request';
import type { LogFiles } from './event-proof';

/** A file of the published log, `checkpoint`, `key`, `tile/…`; undefined when there is none. Throws `Unreachable` when it cannot be asked for. */
export async function publishedFile(path: string, through: Fetching, signal?: AbortSignal): Promise<Response | undefined> {
  const response = await through(`/audit/${path}`, { signal }).catch((error: unknown) => {
    throw signal?.aborted ? error : new Unreachable(error);
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Unreachable(`status ${response.status}`);
  return response;
}

/** The published log of whoever answers this window. */
export const publishedLog: LogFiles = async (path) => {
  const file = await publishedFile(path, fetchAnswer);
  return file && new Uint8Array(await file.arrayBuffer());
};
