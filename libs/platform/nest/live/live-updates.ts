import type { ServerResponse } from 'node:http';
import { Problem } from '../problems/problem';
import type { TableChange } from '../queries/projection-control';

/** Changes within this time are told together. */
export const COALESCE_MS = 250;
export const HEARTBEAT_MS = 15_000;
/** How many listeners one server takes, and how many bytes may wait for a slow one before it is let go. */
export const LISTENERS_MAX = 500;
export const LISTENER_BACKLOG_BYTES_MAX = 65_536;
/** How many changes are kept to tell a listener who comes back what it missed. */
const HISTORY_MAX = 1_000;

/** Tells signed-in listeners which tables have changed up to which position, as server-sent events. */
export class LiveUpdates {
  private readonly listeners = new Set<ServerResponse>();
  private readonly history: TableChange[] = [];
  private readonly pending = new Set<string>();
  private pendingPosition = -1n;
  private timer: NodeJS.Timeout | undefined;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly stopListening: () => void;

  /** `rememberedFrom`: the position now; what changed before it is not remembered. */
  constructor(
    onChange: (listener: (change: TableChange) => void) => () => void,
    private rememberedFrom: bigint,
  ) {
    this.stopListening = onChange((change) => this.collect(change));
    this.heartbeat = setInterval(() => this.send(': still here\n\n'), HEARTBEAT_MS).unref();
  }

  /** How many are listening. */
  get size(): number {
    return this.listeners.size;
  }

  mustHaveRoom(): void {
    if (this.listeners.size >= LISTENERS_MAX) throw new Problem(503, 'live.too-many');
  }

  /** Streams changes to a response; `after` is the position up to which the listener knows. */
  attach(response: ServerResponse, after: bigint | undefined): void {
    response.write('retry: 2000\n\n');
    const missed = after === undefined ? undefined : this.since(after);
    if (missed) response.write(message(missed));
    this.listeners.add(response);
    response.once('close', () => this.listeners.delete(response));
  }

  close(): void {
    this.stopListening();
    clearInterval(this.heartbeat);
    clearTimeout(this.timer);
    for (const response of this.listeners) response.end();
    this.listeners.clear();
  }

  private collect({ tables, position }: TableChange): void {
    for (const table of tables) this.pending.add(table);
    if (position > this.pendingPosition) this.pendingPosition = position;
    if (tables.length > 0) this.timer ??= setTimeout(() => this.flush(), COALESCE_MS).unref();
  }

  private flush(): void {
    this.timer = undefined;
    const change = { tables: [...this.pending].sort(), position: this.pendingPosition };
    this.pending.clear();
    this.history.push(change);
    if (this.history.length > HISTORY_MAX) this.rememberedFrom = (this.history.shift() as TableChange).position;
    this.send(message(change));
  }

  /** What changed after a position; every table (`*`) when that is longer ago than is remembered. */
  private since(after: bigint): TableChange | undefined {
    const position = this.history.at(-1)?.position ?? this.rememberedFrom;
    if (after < this.rememberedFrom) return { tables: ['*'], position };
    const missed = this.history.filter((change) => change.position > after);
    return missed.length === 0 ? undefined : { tables: [...new Set(missed.flatMap(({ tables }) => tables))].sort(), position };
  }

  private send(text: string): void {
    for (const response of this.listeners) {
      // A browser that comes back resumes from the last position it saw, so nothing is lost by letting it go.
      if (response.writableLength > LISTENER_BACKLOG_BYTES_MAX) response.destroy();
      else response.write(text);
    }
  }
}

const message = ({ tables, position }: TableChange): string => `id: ${position}\nevent: change\ndata: ${JSON.stringify({ tables, position: position.toString() })}\n\n`;
