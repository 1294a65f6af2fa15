import { fetchAnswer, refusal } from './request';
import { Unreachable } from './problem';

/** The browser begins to write a file some moments after it was asked to. */
const KEPT_MS = 60_000;

/** The name that an answer gives its file (RFC 6266). */
export function fileNameIn(headers: Headers): string | undefined {
  return /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1];
}

/** Has the browser keep a file that was made in the page. */
export function saveBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** Has the browser keep what an address answers; throws `Refused` with the reason when there is no such file to be had. */
export async function savedFile(address: string, usualName: string): Promise<void> {
  const unreachable = (error: unknown): never => {
    throw new Unreachable(error);
  };
  const answer = await fetchAnswer(address, {}).catch(unreachable);
  if (!answer.ok) throw refusal(address, answer.status, await answer.text().catch(unreachable));
  saveBlob(await answer.blob().catch(unreachable), fileNameIn(answer.headers) ?? usualName);
}
