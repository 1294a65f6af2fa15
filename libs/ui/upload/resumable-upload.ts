import { isCode, problemOf, Refused, Unreachable } from '../api/problem';
import { request } from '../api/request';
import { keepHere } from '../storage/keep-here';

/** A part is small enough to arrive over a weak connection, and what arrived is never sent again. */
const PART_BYTES = 512 * 1_024;
const TRIES_MAX = 8;
const AGAIN_MS = 1_000;
const AGAIN_MS_MAX = 15_000;

/** A file that the ledger keeps under its hash. */
export interface KeptFile {
  readonly sha256: string;
  readonly name: string;
}

interface Uploading {
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** The connection is gone and is tried again, or back. */
  readonly onWaiting?: (waiting: boolean) => void;
  readonly signal?: AbortSignal;
}

interface PartAnswer {
  readonly received: number;
  readonly evidence?: { readonly sha256: string };
}

const placeOf = (sha256: string): string => `ledger-upload:${sha256}`;

/**
 * Brings a file to the ledger in parts. A connection that breaks is waited for; an upload that a reload interrupted goes on from
 * where it stood once the same file is chosen again. Throws `Refused` when the ledger does not take it, `Unreachable` when it stays away.
 */
export async function uploadFile(file: File, sha256: string, uploading: Uploading = {}): Promise<KeptFile> {
  const { onProgress, signal } = uploading;
  let { id, offset } = await resumed(sha256) ?? await begun(file, sha256, signal);
  for (let failures = 0; ;) {
    onProgress?.(offset / file.size);
    try {
      const part = await send(file, id, offset, signal);
      failures = 0;
      offset = part.received;
      uploading.onWaiting?.(false);
      if (part.evidence) break;
    } catch (error) {
      const where = await goOn(error, id, (failures += 1), uploading);
      if (where === 'gone') ({ id, offset } = await begun(file, sha256, signal));
      else offset = where;
    }
  }
  localStorage.removeItem(placeOf(sha256));
  onProgress?.(1);
  return { sha256, name: file.name };
}

async function begun(file: File, sha256: string, signal: AbortSignal | undefined): Promise<{ readonly id: string; readonly offset: number }> {
  const body = { sha256, size: file.size, type: file.type || 'application/octet-stream', name: file.name };
  const { json } = await request<{ readonly id: string }>('/api/evidence/uploads', { method: 'POST', body, signal });
  keepHere(placeOf(sha256), json.id);
  return { id: json.id, offset: 0 };
}

/** Where an earlier upload of the same file stands; undefined when there is none, or the server no longer knows it. */
async function resumed(sha256: string): Promise<{ readonly id: string; readonly offset: number } | undefined> {
  const id = localStorage.getItem(placeOf(sha256));
  const offset = id === null ? undefined : await offsetOf(id);
  return id === null || offset === undefined ? undefined : { id, offset };
}

async function offsetOf(id: string): Promise<number | undefined> {
  const response = await fetch(`/api/evidence/uploads/${id}`, { method: 'HEAD', credentials: 'same-origin' }).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  return response.ok ? Number(response.headers.get('upload-offset')) : undefined;
}

const send = async (file: File, id: string, offset: number, signal: AbortSignal | undefined): Promise<PartAnswer> =>
  (await request<PartAnswer>(`/api/evidence/uploads/${id}`, { method: 'PATCH', body: file.slice(offset, offset + PART_BYTES, 'application/offset+octet-stream'), headers: { 'upload-offset': String(offset) }, signal })).json;

/** From where to go on after something went wrong, or that the upload has to begin anew; throws what cannot be mended. */
async function goOn(error: unknown, id: string, failures: number, { signal, onWaiting }: Uploading): Promise<number | 'gone'> {
  if (signal?.aborted || failures > TRIES_MAX) throw error;
  if (isCode(error, 'evidence.wrong-offset')) return Number(problemOf(error)!.details['offset']);
  if (isCode(error, 'evidence.upload-unknown')) return 'gone';
  const passes = error instanceof Unreachable || isCode(error, 'evidence.upload-busy') || (error instanceof Refused && error.problem.status >= 500);
  if (!passes) throw error;
  onWaiting?.(true);
  await new Promise((later) => setTimeout(later, Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** (failures - 1))));
  const offset = await offsetOf(id).catch(() => undefined);
  // Away still: the next attempt says so, or finds out that the upload is gone.
  return offset ?? goOn(error, id, failures + 1, { signal, onWaiting });
}
