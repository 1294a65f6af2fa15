import { WrongExpectedRevision, type AllPage, type AllRead, type AppendResult, type ExpectedRevision, type NodeEvent, type NodeEventToAppend, type NodeStore, type StreamMetadata, type StreamPage, type StreamRead } from '../../node-store';

/** A node store in memory, for tests of what stands on one: nothing is checked that those tests do not need. */
export class MemoryNodeStore implements NodeStore {
  readonly events: NodeEvent[] = [];
  private readonly heads = new Map<string, bigint>();
  private readonly before = new Map<string, bigint>();
  private sleepers = new Set<() => void>();
  /** When set, what the store refuses every append with. */
  refusing: Error | undefined;

  async append(stream: string, events: readonly NodeEventToAppend[], expected: ExpectedRevision): Promise<AppendResult> {
    if (this.refusing !== undefined) throw this.refusing;
    let revision = this.heads.get(stream) ?? -1n;
    if (expected === 'no-stream' && revision >= 0n) throw new WrongExpectedRevision(stream, expected, revision);
    for (const event of events) {
      revision += 1n;
      this.events.push({ ...event, stream, revision, position: BigInt(this.events.length + 1), created: 1_700_000_000_000 });
    }
    this.heads.set(stream, revision);
    if (stream.startsWith('$$')) this.before.set(stream.slice(2), BigInt(JSON.parse(Buffer.from(events.at(-1)?.data ?? '{}').toString())['$tb'] ?? 0));
    const woken = this.sleepers;
    this.sleepers = new Set();
    for (const wake of woken) wake();
    return { revision, position: this.head(), repeated: false };
  }

  async delete(stream: string): Promise<bigint> {
    this.before.set(stream, 2n ** 63n - 1n);
    return this.head();
  }

  tombstone = (stream: string): Promise<bigint> => this.delete(stream);

  async readStream(stream: string, { from, direction, limit }: StreamRead): Promise<StreamPage> {
    const last = this.heads.get(stream) ?? -1n;
    const before = this.before.get(stream) ?? 0n;
    if (last < 0n || before > last + 1n) return { state: 'missing', events: [], last };
    const visible = this.events.filter((event) => event.stream === stream && event.revision >= before);
    const wanted = direction === 'forwards' ? visible.filter((event) => from === 'start' || (from !== 'end' && event.revision >= from)) : visible.reverse();
    const events = wanted.slice(0, limit);
    return { state: 'found', events, last, next: wanted.length > limit ? (events.at(-1) as NodeEvent).revision + 1n : undefined };
  }

  async readAll({ from, limit }: AllRead): Promise<AllPage> {
    const events = this.events.slice(Number(from), Number(from) + limit);
    const reached = from + BigInt(events.length);
    return { events, reached, atEnd: reached >= this.head() };
  }

  async resolve(event: NodeEvent): Promise<NodeEvent | undefined> {
    if (event.type !== '$>') return event;
    const text = Buffer.from(event.data).toString();
    const at = text.indexOf('@');
    return this.events.find((other) => other.stream === text.slice(at + 1) && String(other.revision) === text.slice(0, at));
  }

  head(): bigint {
    return BigInt(this.events.length);
  }

  async wait(after: bigint, signal?: AbortSignal): Promise<void> {
    if (this.head() > after || signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  async metadata(stream: string): Promise<StreamMetadata> {
    return { truncateBefore: this.before.get(stream) };
  }
}
