import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { DrivenNode } from './driven-node';
import { CHANGING, KEPT, steps, type Step } from './steps';
import { StreamModel, type Expected } from './stream-model';

interface StreamReading {
  readonly stream: string;
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | null;
  readonly count: number;
}

/** One run: every step is done to the node and to the model, and both must say the same. */
class Run {
  private readonly model = new StreamModel();
  private last: { readonly stream: string; readonly ids: readonly string[]; readonly expected: Expected; readonly batch: boolean; readonly revision: bigint } | undefined;

  constructor(private readonly node: DrivenNode) {}

  async step(step: Step): Promise<void> {
    const { model, node } = this;
    switch (step.name) {
      case 'append':
        return this.append(step.with);
      case 'repeat':
        return this.repeat();
      case 'readStream':
        return this.readStream(step.with);
      case 'readAll':
        return this.readAll(step.with);
      case 'metadata': {
        if (model.isTombstoned(step.with.stream)) return;
        const metadata = { ...(step.with.maxCount === null ? {} : { maxCount: step.with.maxCount }), ...(step.with.truncateBefore === null ? {} : { truncateBefore: step.with.truncateBefore }) };
        await node.setMetadata(step.with.stream, metadata);
        return model.setMetadata(step.with.stream, metadata);
      }
      case 'delete':
        if (!model.isLive(step.with.stream)) return;
        await node.delete(step.with.stream);
        return model.delete(step.with.stream);
      case 'tombstone':
        if (model.isTombstoned(step.with.stream)) return;
        await node.tombstone(step.with.stream);
        return model.tombstone(step.with.stream);
      case 'subscribe':
        return node.subscribe(step.with.to);
      default:
        return node[step.name]();
    }
  }

  /** Everything a reader sees at the end, then everything that subscribers and the group's consumers were given. */
  async end(): Promise<void> {
    for (const stream of [...CHANGING, KEPT]) {
      for (const direction of ['forwards', 'backwards'] as const) {
        await this.readStream({ stream, direction, from: null, count: 1_000 });
      }
    }
    for (const direction of ['forwards', 'backwards'] as const) await this.readAll({ direction, from: null });
    const kept = this.model.all.filter(({ stream }) => stream === KEPT).map(({ id }) => id);
    const all = this.model.all.map(({ id }) => id);
    await this.node.consume();
    const seen = await this.node.settled((to) => (to === 'all' ? all : kept).length, kept.length);
    for (const { to, ids } of seen) expect(ids).toEqual(to === 'all' ? all : kept);
    expect([...this.node.acknowledged].sort()).toEqual([...kept].sort());
  }

  private async append({ stream, count, expected, batch }: Extract<Step, { name: 'append' }>['with']): Promise<void> {
    const ids = Array.from({ length: count }, () => randomUUID());
    const last = this.model.last(stream);
    const off = typeof expected === 'string' ? expected : last + BigInt(expected.off);
    // −1 as an exact revision is what clients call "no stream".
    const exact = typeof off === 'bigint' && off < 0n ? 'no_stream' : off;
    const outcome = await this.node.append(stream, ids, exact, batch);
    expect(outcome).toEqual(this.model.append(stream, ids, exact));
    this.last = typeof outcome === 'object' ? { stream, ids, expected: exact, batch, revision: outcome.revision } : undefined;
  }

  /** The same append once more is the same append. */
  private async repeat(): Promise<void> {
    if (this.last === undefined || !this.model.isLive(this.last.stream)) return;
    const { stream, ids, expected, batch, revision } = this.last;
    expect(await this.node.append(stream, ids, expected, batch)).toEqual({ revision });
  }

  private async readStream({ stream, direction, from, count }: StreamReading): Promise<void> {
    const visible = this.model.visible(stream);
    const start = from === null ? undefined : BigInt(from);
    const found = await this.node.readStream(stream, direction, start, count);
    if (typeof visible === 'string') return expect(found).toEqual(visible);
    const within = visible.filter(({ revision }) => start === undefined || (direction === 'forwards' ? revision >= start : revision <= start));
    const ordered = direction === 'forwards' ? within : [...within].reverse();
    expect(found).toEqual(ordered.slice(0, count).map(({ id }) => id));
  }

  private async readAll({ direction, from }: { readonly direction: 'forwards' | 'backwards'; readonly from: number | null }): Promise<void> {
    const { all } = this.model;
    const at = from === null || all.length === 0 ? undefined : from % all.length;
    const found = await this.node.readAll(direction, at === undefined ? undefined : await this.node.positionOf(all[at]!));
    const ids = all.map(({ id }) => id);
    const wanted = direction === 'forwards' ? ids.slice(at ?? 0) : ids.slice(0, at ?? ids.length).reverse();
    expect(found).toEqual(wanted);
  }
}

/** Sequences of steps until there were `runs` of them or the time is up; answers how many. The seed is printed. */
export async function runModel(runs: number, timeMs: number): Promise<number> {
  const seed = Number(process.env['LEDGER_TEST_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`seed of the event node's model: ${seed} (LEDGER_TEST_SEED)\n`);
  const folder = mkdtempSync(join(tmpdir(), 'node-model-'));
  const store = await openEmbeddedStore({ folder });
  const end = Date.now() + timeMs;
  let done = 0;
  try {
    const property = fc.asyncProperty(steps, async (taken) => {
      if (Date.now() > end) return;
      const node = await DrivenNode.start(store);
      try {
        const run = new Run(node);
        for (const step of taken) await run.step(step);
        await run.end();
        done += 1;
      } finally {
        await node.close();
      }
    });
    await fc.assert(property, { seed, numRuns: runs });
    return done;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
