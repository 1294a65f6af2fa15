import type { EventFilter } from '../port';
import { APPENDED, NUMBERS_PER_APPEND, OWN, TEXTS_PER_EVENT, type Group, type Outcomes } from './group';

/** As many as a subscriber may fall behind and still need not look. */
const KEPT = 4_096;

/**
 * Streams and types of the latest events, all of this process, the only one that writes: a subscriber whom they do not concern
 * passes them without a look into the file.
 */
export class RecentAppends {
  private readonly streams: string[] = [];
  private readonly types: string[] = [];
  /** Every event after `before` up to `last` is known. */
  private before = 0;
  private last = 0;

  /** Takes note of a group that was committed. */
  note({ numbers, texts }: Group, outcomes: Outcomes): void {
    let at = 0;
    for (let i = 0; i < numbers.length; i += NUMBERS_PER_APPEND) {
      const [count, kind] = [numbers[i + 1]!, numbers[i + 2]!];
      // Of every append there are three numbers on either side.
      if (outcomes[i] === APPENDED) this.append(texts, at, count, kind === OWN, outcomes[i + 2]!);
      at += 1 + count * TEXTS_PER_EVENT;
    }
  }

  private append(texts: Group['texts'], at: number, count: number, isOwn: boolean, position: number): void {
    const follows = position - count === this.last;
    // What is not the ledger's own has other positions than it was sent with: streams end and begin again by events of the store's.
    if (!follows || !isOwn) this.before = isOwn ? position - count : position;
    if (isOwn) {
      for (let event = 0; event < count; event++) {
        const place = (position - count + 1 + event) % KEPT;
        this.streams[place] = texts[at] as string;
        this.types[place] = texts[at + 2 + event * TEXTS_PER_EVENT] as string;
      }
    }
    this.last = position;
    if (this.last - this.before > KEPT) this.before = this.last - KEPT;
  }

  /** How far after a position no event passes the filter: the last of them that is known not to, or the position itself. */
  passedBy(position: number, { streamPrefixes, types }: EventFilter): number {
    if (position < this.before) return position;
    let at = position;
    while (at < this.last) {
      const place = (at + 1) % KEPT;
      const isConcerned = (types === undefined || types.includes(this.types[place]!)) && (streamPrefixes === undefined || streamPrefixes.some((prefix) => this.streams[place]!.startsWith(prefix)));
      if (isConcerned) break;
      at += 1;
    }
    return at;
  }

  /** The last event that is known. */
  get head(): number {
    return this.last;
  }
}
