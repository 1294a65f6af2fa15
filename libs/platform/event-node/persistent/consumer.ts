import { Latencies } from './statistics';

export interface ConsumerOptions {
  /** Largest number of messages it may hold unacknowledged. */
  readonly slots: number;
  readonly connectionName: string;
  readonly username: string;
  /** Address it connects from. */
  readonly from: string;
}

/** Bytes a consumer may hold unacknowledged, however many slots it asked for: each message stays in memory until then. */
const HELD_BYTES_MAX = 16 * 1_048_576;

/** One connected consumer of a group and what it holds. */
export class Consumer {
  /** Sizes in bytes of the messages it holds, by id. */
  private readonly held = new Map<string, number>();
  private heldBytes = 0;
  /** True while its connection takes no more bytes. */
  blocked = false;
  totalItems = 0;
  readonly latencies: Latencies | undefined;

  constructor(
    readonly id: number,
    readonly options: ConsumerOptions,
    extraStatistics: boolean,
  ) {
    if (extraStatistics) this.latencies = new Latencies();
  }

  get inFlight(): number {
    return this.held.size;
  }

  get ids(): string[] {
    return [...this.held.keys()];
  }

  get free(): number {
    if (this.blocked || this.heldBytes >= HELD_BYTES_MAX) return 0;
    return Math.max(0, this.options.slots - this.held.size);
  }

  take(id: string, bytes: number): void {
    this.held.set(id, bytes);
    this.heldBytes += bytes;
    this.totalItems += 1;
  }

  release(id: string): void {
    this.heldBytes -= this.held.get(id) ?? 0;
    this.held.delete(id);
  }
}
