import type { Register } from '@ledger/kit';
import { GrowingTree } from '@ledger/platform/audit-log';
import type { EventStore } from '@ledger/platform/event-store';
import { leafEvents, leafOf, leafStreamPattern } from '@ledger/platform/sealer';

/** The first leaves of a log, made again from the events themselves. */
export interface KnownTree {
  /** Fewer than were asked for when the store holds no more. */
  readonly size: bigint;
  /** Base64. */
  readonly root: string;
  /** Of the last leaf; 0 while there is none. */
  readonly position: bigint;
}

/** Hashes the first `size` leaves from the store's events: no tile and no checkpoint is believed. */
export async function treeUpTo(store: EventStore, registers: readonly Pick<Register, 'name'>[], size: bigint, onProgress: (done: number) => void = () => undefined): Promise<KnownTree> {
  const tree = new GrowingTree();
  let position = 0n;
  if (size > 0n) {
    for await (const leaves of leafEvents(store, leafStreamPattern(registers), 0n)) {
      for (const leaf of leaves) {
        tree.append(leafOf(leaf).hash);
        position = leaf.position;
        if (tree.size === size) break;
      }
      onProgress(Number(tree.size));
      if (tree.size === size) break;
    }
  }
  return { size: tree.size, root: Buffer.from(tree.root()).toString('base64'), position };
}
