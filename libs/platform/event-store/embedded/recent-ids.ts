import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { BloomFilter } from '../bloom-filter';

/** A UUID's 32 hexadecimal digits. */
export const bareId = (id: string): string => id.replaceAll('-', '');

/** At least so many of the store's latest events are searched for a repeat when no exact revision is expected. */
const RECENT_IDS = 262_144;

/**
 * Which event ids may be among the store's latest, so that an append that expects no exact revision, and is no repeat as
 * nearly none is, reads nothing of its stream. Two generations, the older thrown away when the younger is full; what a
 * rolled-back transaction left behind costs a look-up and nothing else.
 */
export class RecentIds {
  private younger: BloomFilter | undefined;
  private older = new BloomFilter(1);
  private count = 0;

  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly latest = RECENT_IDS,
  ) {}

  /** False: the event (a UUID, with or without hyphens) is certainly not among the latest. The first question reads their ids. */
  mayHold(id: string): boolean {
    if (this.younger === undefined) this.fill();
    const bare = bareId(id);
    return this.younger!.mayHold(bare) || this.older.mayHold(bare);
  }

  /** One more event. Before the first question nothing is kept: it may never come. */
  add(id: string): void {
    if (this.younger === undefined) return;
    if (this.count >= this.latest) this.renew();
    this.younger.add(bareId(id));
    this.count += 1;
  }

  private fill(): void {
    this.renew();
    const latest = this.db.prepare('SELECT lower(hex(id)) AS id FROM events WHERE position > (SELECT max(position) FROM events) - ? ORDER BY position');
    for (const { id } of latest.iterate(this.latest) as Iterable<{ id: string }>) this.add(id);
  }

  private renew(): void {
    this.older = this.younger ?? this.older;
    this.younger = new BloomFilter(this.latest);
    this.count = 0;
  }
}
