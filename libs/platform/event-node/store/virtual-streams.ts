import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvents } from '@ledger/platform/event-store/embedded';
import { LINK_TYPE, type NodeEvent, type StreamPage, type StreamRead } from '../node-store';
import { StoredNodeEvent } from './stored-node-event';

const CATEGORY = '$ce-';
const EVENT_TYPE = '$et-';
/** Positions looked at before other work gets its turn. */
const SPAN = 20_000;
const INDEXES_MAX = 100;
/** Positions kept in all indexes together: 8 bytes each. */
const POSITIONS_MAX = 20_000_000;

/** Which events belong to a virtual stream, by position; its revisions count them. */
interface Index {
  readonly wanted: Parameters<StoredEvents['positions']>[2];
  readonly positions: number[];
  reached: number;
  extending?: Promise<void>;
}

export const isVirtual = (stream: string): boolean => stream.startsWith(CATEGORY) || stream.startsWith(EVENT_TYPE);

/**
 * `$ce-<category>` (streams called `<category>-…`) and `$et-<type>`: links made when they are read, never stored.
 * An index of positions is made at the first look and grows with the store; those looked at longest ago are forgotten.
 */
export class VirtualStreams {
  private readonly indexes = new Map<string, Index>();

  constructor(private readonly stored: StoredEvents) {}

  async read(stream: string, read: StreamRead): Promise<StreamPage> {
    const { positions } = await this.upToDate(stream);
    const last = positions.length - 1;
    if (last < 0) return { state: 'missing', events: [], last: -1n };
    const backwards = read.direction === 'backwards';
    const from = read.from === 'start' ? 0 : read.from === 'end' ? last : Number(read.from);
    const [begin, end] = backwards ? [Math.max(0, Math.min(from, last) - read.limit + 1), Math.min(from, last)] : [from, Math.min(last, from + read.limit - 1)];
    const events: NodeEvent[] = [];
    for (let revision = begin; revision <= end; revision++) events.push(new Link(stream, revision, this.target(positions[revision]!)));
    if (backwards) events.reverse();
    const next = backwards ? begin - 1 : end + 1;
    const more = events.length > 0 && (backwards ? next >= 0 : next <= last);
    return { state: 'found', events, last: BigInt(last), ...(more ? { next: BigInt(next) } : {}) };
  }

  private target(position: number): StoredNodeEvent {
    return new StoredNodeEvent(this.stored.between(position, position, false, 1)[0]!);
  }

  private async upToDate(stream: string): Promise<Index> {
    const index = this.indexes.get(stream) ?? { wanted: wantedBy(stream), positions: [], reached: 0 };
    this.indexes.delete(stream);
    this.indexes.set(stream, index);
    const head = this.stored.head();
    while (index.reached < head) await (index.extending ??= this.extend(index, head).finally(() => delete index.extending));
    this.forgetOld();
    return index;
  }

  private async extend(index: Index, head: number): Promise<void> {
    while (index.reached < head) {
      const reached = Math.min(index.reached + SPAN, head);
      for (const position of this.stored.positions(index.reached + 1, reached, index.wanted)) index.positions.push(position);
      index.reached = reached;
      if (reached < head) await nextTurn();
    }
  }

  private forgetOld(): void {
    let kept = 0;
    for (const { positions } of this.indexes.values()) kept += positions.length;
    for (const [stream, { positions }] of this.indexes) {
      if (this.indexes.size <= 1 || (this.indexes.size <= INDEXES_MAX && kept <= POSITIONS_MAX)) return;
      this.indexes.delete(stream);
      kept -= positions.length;
    }
  }
}

function wantedBy(stream: string): Index['wanted'] {
  const rest = stream.slice(CATEGORY.length);
  if (stream.startsWith(EVENT_TYPE)) return { type: rest };
  // A category ends at the first dash, so none holds one; system streams have no category.
  const none = rest.includes('-') || rest.startsWith('$');
  return none ? { from: '', to: '' } : { from: `${rest}-`, to: `${rest}.` };
}

/** An event that stands for another. */
export class Link implements NodeEvent {
  readonly type = LINK_TYPE;
  readonly contentType = 'application/octet-stream';
  readonly metadata = new Uint8Array();

  constructor(
    readonly stream: string,
    private readonly rank: number,
    readonly target: StoredNodeEvent,
  ) {}

  /** Always the same for the same link. */
  get id(): string {
    const hex = createHash('sha1').update(`${this.stream}\n${this.target.id}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
  get revision(): bigint {
    return BigInt(this.rank);
  }
  get position(): bigint {
    return this.target.position;
  }
  get created(): number {
    return this.target.created;
  }
  get data(): Uint8Array {
    return Buffer.from(`${this.target.row.revision}@${this.target.stream}`);
  }
}
