import { Unreachable } from '../api/problem';
import { fetchAnswer } from '../api/request';
import type { LogFiles } from './event-proof';

/** The published log of whoever answers this window. */
export const publishedLog: LogFiles = async (path) => {
  const response = await fetchAnswer(`/audit/${path}`, {}).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Unreachable(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};
