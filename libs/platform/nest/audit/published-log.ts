import { tileWidth, type Tile } from '@ledger/platform/audit-log';
import type { ExportSelection } from '@ledger/platform/verification';
import type { LeafPage, LogKeys, PublishedCheckpoint, SealerStatus, TileFolder } from '@ledger/platform/sealer';

/** Under which Nest provides the log that is published. */
export const PUBLISHED_LOG = Symbol('PublishedLog');

/** What the server publishes of a log, and what operators may ask of whoever seals it. */
export interface PublishedLog {
  readonly tiles: Pick<TileFolder, 'read'>;
  latest(): PublishedCheckpoint | undefined;
  /** Resolves when whoever seals has found, after a start, what was published before. Undefined: it is known. */
  readonly found?: () => Promise<void>;
  /** The latest checkpoint that met the policy of witnesses; undefined without one. */
  cosigned(): Promise<string | undefined>;
  keys(): Promise<LogKeys>;
  status(): SealerStatus;
  checkpointNow(): Promise<string>;
  /** What is sealed or will be: the leaves' events after a position as the store holds them, up to its end. Undefined where nobody may ask for them. */
  readonly leaves?: (after: bigint) => AsyncIterable<LeafPage>;
  /** The verifier of bundles, one file; undefined when it was not built. */
  readonly verifier?: Buffer;
  /**
   * Writes a bundle of the published checkpoint into a file that whoever asked removes. Rejects with `NotExportable`. Undefined where the
   * events are kept elsewhere.
   */
  readonly bundle?: (selection: ExportSelection, held: string | undefined, out: string) => Promise<void>;
}

/** Whether a tile belongs to a tree of `size` leaves: a full one that is full in it, or a part of what is in it. */
export function isWithin({ level, index, width }: Tile, size: bigint): boolean {
  return width <= tileWidth(level === 'entries' ? 0 : level, index, size);
}
