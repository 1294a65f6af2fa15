import type { StoredNodeEvent } from './stored-node-event';

const EVENTS_MAX = 4_096;
const SIZE_MAX = 8 * 1024 * 1024;

/**
 * The latest events in the order of everything, kept so that a thousand live subscribers cost one look-up and one
 * encoding of each event. Bounded in number and size.
 */
export class RecentEvents {
  private events: StoredNodeEvent[] = [];
  /** Nothing at or before this position is kept. */
  private after = 0;
  private size = 0;

  /** Position of the last event kept. */
  get last(): number {
    return this.events.at(-1)?.row.position ?? this.after;
  }

  /** The events after a position, at most `limit`; undefined when some of them may not be kept. */
  from(position: number, limit: number): readonly StoredNodeEvent[] | undefined {
    if (position < this.after || position > this.last) return undefined;
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle]!.row.position <= position) low = middle + 1;
      else high = middle;
    }
    return this.events.slice(low, low + limit);
  }

  /** Takes what was read after a position; starts anew when there is a gap. */
  add(after: number, events: readonly StoredNodeEvent[]): void {
    if (after !== this.last) {
      this.events = [];
      this.size = 0;
      this.after = after;
    }
    for (const event of events) {
      this.events.push(event);
      this.size += event.size;
    }
    let dropped = 0;
    while (this.events.length - dropped > EVENTS_MAX || (this.size > SIZE_MAX && dropped < this.events.length)) {
      const event = this.events[dropped++]!;
      this.size -= event.size;
      this.after = event.row.position;
    }
    // In one go, and not at every event.
    if (dropped > 0) this.events = this.events.slice(dropped);
  }
}
