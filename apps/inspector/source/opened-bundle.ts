import type { BundleSelection } from '@ledger/platform/audit-log';
import type { Fetching } from '@ledger/ui/api/request';
import type { BundleAnswer } from './bundle-answers';
import BundleWorker from './bundle-worker?worker';
import { sourceOver, type LedgerSource } from './ledger-source';
import { WorkerCalls } from './worker-calls';

/** What a bundle says of itself: nothing of it is verified by opening it. */
export interface BundleFacts {
  readonly origin: string;
  /** Of the checkpoint's tree. */
  readonly size: string;
  /** Base64. */
  readonly root: string;
  readonly selection: BundleSelection;
  /** How many events it holds, and how many lines cannot be read. */
  readonly events: number;
  readonly unreadable: number;
  /** Instants of recording of the first event and the last. */
  readonly first?: string;
  readonly last?: string;
}

/** A bundle that was dropped on the page, kept by a worker of its own. */
export interface OpenedBundle {
  readonly file: File;
  readonly facts: BundleFacts;
  readonly fetching: Fetching;
  readonly source: LedgerSource;
  readonly calls: WorkerCalls;
}

export interface OpeningProgress {
  readonly done: number;
  readonly total: number;
}

/** Reads a bundle into a worker. Rejects with a `Malformed` error when it is none. */
export async function openBundle(file: File, onProgress: (progress: OpeningProgress) => void = () => undefined): Promise<OpenedBundle> {
  const calls = new WorkerCalls(new BundleWorker());
  try {
    const facts = await calls.call<BundleFacts>('open', file, onProgress);
    const fetching: Fetching = async (path, { method = 'GET' }) => responseOf(await calls.call<BundleAnswer>('ask', { method, path }));
    return { file, facts, fetching, source: sourceOver('bundle', fetching), calls };
  } catch (error) {
    calls.end();
    throw error;
  }
}

function responseOf({ status, type, body, file }: BundleAnswer): Response {
  const headers = { 'content-type': type, ...(file && { 'content-disposition': `attachment; filename="${file}"` }) };
  return new Response(body as BodyInit, { status, headers });
}
