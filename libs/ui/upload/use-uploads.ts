import { useEffect, useRef, useState } from 'react';
import { useSession } from '../api/session';
import { sha256Hex } from '../evidence/opened-file';
import { uploadFile, type KeptFile } from './resumable-upload';
import { rememberChosen } from './thumbnail';

/** A file on its way to the ledger. */
export interface UploadState {
  readonly key: number;
  readonly file: File;
  /** From 0 to 1. */
  readonly share: number;
  readonly waiting: boolean;
  readonly error?: unknown;
}

interface Uploads {
  readonly states: readonly UploadState[];
  add(files: readonly File[]): void;
  tryAgain(state: UploadState): void;
  giveUp(state: UploadState): void;
}

let next = 0;

/** Brings files to the ledger, one after the other, as soon as they are chosen; `onKept` is told of each that has arrived. */
export function useUploads(onKept: (file: KeptFile) => void): Uploads {
  const [states, setStates] = useState<readonly UploadState[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const told = useRef(onKept);
  const user = useSession().me?.user ?? '';
  told.current = onKept;
  useEffect(() => {
    const running = stops.current;
    return () => running.forEach((stop) => stop.abort());
  }, []);

  const change = (key: number, changed: Partial<UploadState>): void => setStates((before) => before.map((state) => (state.key === key ? { ...state, ...changed } : state)));
  const leave = (key: number): void => setStates((before) => before.filter((state) => state.key !== key));
  const bring = async ({ key, file }: UploadState): Promise<void> => {
    const stop = new AbortController();
    stops.current.set(key, stop);
    try {
      const sha256 = await sha256Hex(await file.arrayBuffer());
      void rememberChosen(user, sha256, file);
      const kept = await uploadFile(file, sha256, { signal: stop.signal, onProgress: (share) => change(key, { share }), onWaiting: (waiting) => change(key, { waiting }) });
      leave(key);
      told.current(kept);
    } catch (error) {
      if (stop.signal.aborted) leave(key);
      else change(key, { error, waiting: false });
    } finally {
      stops.current.delete(key);
    }
  };
  const enqueue = (state: UploadState): void => {
    line.current = line.current.then(() => bring(state));
  };
  return {
    states,
    add: (files) => {
      const added = files.map((file) => ({ key: (next += 1), file, share: 0, waiting: false }));
      setStates((before) => [...before, ...added]);
      added.forEach(enqueue);
    },
    tryAgain: (state) => {
      change(state.key, { error: undefined });
      enqueue(state);
    },
    giveUp: ({ key }) => {
      stops.current.get(key)?.abort();
      leave(key);
    },
  };
}
