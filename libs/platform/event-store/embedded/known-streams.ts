import { setImmediate as breathe } from 'node:timers/promises';
import { BloomFilter } from '../bloom-filter';

/** Two mebibytes of filter; a province has about as many streams in several years. */
const STREAMS_EXPECTED = 1_000_000;

/**
 * Which streams may exist, so that reading one that does not, as every first command of a stream has to, asks no table.
 * It belongs to the one writer of a folder: nobody else makes streams. Until it is filled every stream may exist.
 */
export class KnownStreams {
  private readonly filter = new BloomFilter(STREAMS_EXPECTED);
  private filled = false;

  /** Takes in the names there are, a page at a time; without them it is of no use, but never wrong. */
  async fill(names: Iterable<readonly string[]>): Promise<void> {
    try {
      for (const page of names) {
        for (const name of page) this.filter.add(name);
        await breathe();
      }
      this.filled = true;
    } catch {
      this.filled = false;
    }
  }

  add(name: string): void {
    this.filter.add(name);
  }

  /** Streams of the store itself come into being beside others, so every one of them may exist. */
  mayExist(name: string): boolean {
    return !this.filled || name.startsWith('$') || this.filter.mayHold(name);
  }
}
