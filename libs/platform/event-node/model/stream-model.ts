/** What a node must do with its streams, in memory and in the fewest words: the rules of EventStoreDB as the ledger's node keeps them. */

export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;
export type Outcome = 'wrong-expected-version' | 'stream-deleted' | { readonly revision: bigint };

export interface ModelEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
}

interface ModelStream {
  readonly events: ModelEvent[];
  hasMetadata: boolean;
  maxCount?: number;
  truncateBefore?: bigint;
  isTombstoned: boolean;
}

/** Truncated before everything there could be: deleted softly. */
const EVERYTHING = 2n ** 63n - 1n;

export class StreamModel {
  /** Events that clients appended, in the order of everything. */
  readonly all: ModelEvent[] = [];
  private readonly streams = new Map<string, ModelStream>();

  append(name: string, ids: readonly string[], expected: Expected): Outcome {
    const stream = this.stream(name);
    if (stream.isTombstoned) return 'stream-deleted';
    const last = lastOf(stream);
    const isGone = stream.truncateBefore === EVERYTHING;
    if (expected === 'stream_exists') {
      if (isGone) return 'stream-deleted';
      if (last < 0n && !stream.hasMetadata) return 'wrong-expected-version';
    } else if (expected === 'no_stream' ? last >= 0n && !isGone : expected !== 'any' && expected !== last) {
      return 'wrong-expected-version';
    }
    if (isGone) [stream.truncateBefore, stream.maxCount, stream.hasMetadata] = [last + 1n, undefined, true];
    for (const id of ids) {
      const event = { id, stream: name, revision: lastOf(stream) + 1n };
      stream.events.push(event);
      this.all.push(event);
    }
    return { revision: lastOf(stream) };
  }

  /** What a reader sees, oldest first; `missing`: never written, or deleted. */
  visible(name: string): readonly ModelEvent[] | 'missing' | 'stream-deleted' {
    const stream = this.stream(name);
    if (stream.isTombstoned) return 'stream-deleted';
    if (stream.events.length === 0 || stream.truncateBefore === EVERYTHING) return 'missing';
    const oldest = stream.maxCount === undefined ? 0n : lastOf(stream) - BigInt(stream.maxCount) + 1n;
    return stream.events.filter(({ revision }) => revision >= oldest && revision >= (stream.truncateBefore ?? 0n));
  }

  /** Replaces what was set before. */
  setMetadata(name: string, metadata: { readonly maxCount?: number; readonly truncateBefore?: number }): void {
    const stream = this.stream(name);
    stream.hasMetadata = true;
    stream.maxCount = metadata.maxCount;
    stream.truncateBefore = metadata.truncateBefore === undefined ? undefined : BigInt(metadata.truncateBefore);
  }

  delete(name: string): void {
    const stream = this.stream(name);
    [stream.truncateBefore, stream.maxCount, stream.hasMetadata] = [EVERYTHING, undefined, true];
  }

  tombstone(name: string): void {
    this.stream(name).isTombstoned = true;
  }

  last(name: string): bigint {
    return lastOf(this.stream(name));
  }

  /** Written and not deleted in either way. */
  isLive(name: string): boolean {
    return Array.isArray(this.visible(name));
  }

  isTombstoned(name: string): boolean {
    return this.stream(name).isTombstoned;
  }

  private stream(name: string): ModelStream {
    let stream = this.streams.get(name);
    if (stream === undefined) this.streams.set(name, (stream = { events: [], hasMetadata: false, isTombstoned: false }));
    return stream;
  }
}

const lastOf = (stream: ModelStream): bigint => BigInt(stream.events.length) - 1n;
