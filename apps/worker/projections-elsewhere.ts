import type { Projection } from '@ledger/kit';
import { Problem, type ProjectionControl, type TableChange } from '@ledger/platform/nest';
import type { ReadStore } from '@ledger/platform/read-store';

const LOOK_EVERY_MS = 250;

/** The projections run in another process: what they have changed is seen in their checkpoints. */
export class ProjectionsElsewhere implements ProjectionControl {
  private readonly listeners = new Set<(change: TableChange) => void>();
  private readonly timer: NodeJS.Timeout;
  private seen: ReadonlyMap<string, bigint> = new Map();

  constructor(
    private readonly reads: ReadStore,
    private readonly projections: readonly Projection[],
  ) {
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS);
  }

  onChange(listener: (change: TableChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rebuild(projection: string): void {
    throw new Problem(409, 'operations.elsewhere', { name: projection });
  }

  rebuilds(): ReadonlyMap<string, never> {
    return new Map<string, never>();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const now = await this.reads.checkpoints();
    const moved = [...now].filter(([name, position]) => this.seen.get(name) !== position);
    this.seen = now;
    if (moved.length === 0) return;
    const tables = moved.flatMap(([name]) => this.projections.find((projection) => projection.name === name)?.tables.map((table) => table.name) ?? []);
    const position = moved.reduce((last, [, each]) => (each > last ? each : last), 0n);
    for (const listener of this.listeners) listener({ tables, position });
  }
}
