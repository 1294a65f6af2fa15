import type { Hash } from '@ledger/platform/audit-log';

/** What a checkpoint says of a tree. */
export interface TreeState {
  readonly size: bigint;
  readonly root: Hash;
}

/** How far a tree has grown. */
export interface TreeHead extends TreeState {
  /** Everything in the store up to here is a leaf of the tree, or none at all. */
  readonly position: bigint;
  /** Leaves are known to lie beyond. */
  readonly more: boolean;
}

/** The tree that the sealer signs checkpoints of: in this thread, or in one of its own. */
export interface Tree {
  /**
   * Takes up the tree where a checkpoint left it; its tiles are made again from the events where they are not whole.
   * Rejects with `SealerRefused` when the events do not give the checkpoint's root, and then changes nothing.
   */
  open(at: TreeState): Promise<{ readonly rebuilt: boolean }>;
  /** Appends new leaves, a bounded number of them. When it resolves, every tile of the tree is durable. */
  advance(): Promise<TreeHead>;
  close(): Promise<void>;
}

/** The sealer does not go on: to do so would contradict what has been published. A person has to look at it. */
export class SealerRefused extends Error {
  override readonly name = 'SealerRefused';
}
