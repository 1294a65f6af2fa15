import { readlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { getPriority, setPriority } from 'node:os';

/** Work that somebody looks at soon, after what somebody waits for. */
export const SOON = 5;
/** Work that may take as long as it takes. */
export const LATER = 10;
const LOWEST = 19;

/**
 * Takes the calling thread back behind those of the process that somebody waits for: by so many steps of `nice(1)`. Only Linux has
 * priorities of threads; elsewhere it stays as it is.
 */
export async function stepBack(by: typeof SOON | typeof LATER): Promise<void> {
  if (process.platform !== 'linux') return;
  // The threads that Node.js keeps for files are made with the first use, and would be as slow as the one that used them first.
  await stat('/proc/thread-self');
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  try {
    setPriority(thread, Math.min(getPriority(thread) + by, LOWEST));
  } catch {
    // Where this is not permitted, the thread competes with the others.
  }
}
