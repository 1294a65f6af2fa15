/** Which tables have changed, up to which position; no tables: only the checkpoints moved. */
export interface TableChange {
  readonly tables: readonly string[];
  readonly position: bigint;
}

/** Whoever runs the projections: a thread of this process, or another process altogether. */
export interface ProjectionControl {
  /** Tells of changed tables; returns how to stop. */
  onChange(listener: (change: TableChange) => void): () => void;
  /** Fills the tables of a projection anew beside the live ones and returns at once. Throws when one is under way. */
  rebuild(projection: string): void;
  /** Rebuilds asked for here: under way, or how they failed. */
  rebuilds(): ReadonlyMap<string, { readonly done: boolean; readonly error?: string }>;
  close(): Promise<void>;
}
