import { tilePath, tilesOfTree, type Tile } from '@ledger/platform/audit-log';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { eventPages, type LedgerSource } from './ledger-source';

/** Positions that one reader goes through; several read at once. */
const SPAN = 5_000n;
/** A browser opens no more connections than this to one server. */
const AT_ONCE = 6;

/** Runs tasks, a few at a time, and gives their results in their order. */
async function severalAtOnce<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tasks.length) {
      const at = next;
      next += 1;
      results[at] = await tasks[at]!();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, tasks.length) }, worker));
  return results;
}

/** Every event of a ledger, in the order of recording. `about`: about how many there are, which only says how the reading is shared out.
 *  `onRead`: each page as it comes, in no order, and how many events there are by now. */
export async function everyEvent(source: LedgerSource, about: bigint, onRead: (page: readonly RecordedEvent[], events: number) => void): Promise<RecordedEvent[]> {
  const starts: bigint[] = [];
  for (let from = 0n; from === 0n || from < about; from += SPAN) starts.push(from);
  let read = 0;
  const spans = await severalAtOnce(starts.map((from, index) => async () => {
    const events: RecordedEvent[] = [];
    const until = index === starts.length - 1 ? undefined : String(from + SPAN);
    for await (const page of eventPages(source, { from: String(from), until })) {
      events.push(...page);
      onRead(page, (read += page.length));
    }
    return events;
  }));
  return spans.flat();
}

/** Every tile of the sealed tree, by its path; those that were not published are left out. */
export async function everyTile(source: LedgerSource, size: bigint): Promise<ReadonlyMap<string, Uint8Array>> {
  const tiles = [...tilesOfTree(size, true)];
  const read = await severalAtOnce(tiles.map((tile) => () => source.tile(tile).catch(() => undefined)));
  return new Map(tiles.flatMap((tile, index) => (read[index] ? [[pathOf(tile), read[index]] as const] : [])));
}

export const pathOf = ({ level, index, width }: Tile): string => tilePath(level, index, width);
