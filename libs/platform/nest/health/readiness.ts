import type { JsonObject } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import type { OfficeStore } from '@ledger/platform/office-store';
import type { ProjectionStatus, ReadStore } from '@ledger/platform/read-store';
import type { SealerStatus } from '@ledger/platform/sealer';
import type { ProcessRunner } from '../processes/process-runner';
import { headOrError, storeJson } from './store-part';

/** How far the demo data are loaded. */
export interface LoadingProgress {
  readonly done: number;
  readonly total: number;
  readonly what: string;
}

/** `degraded`: it serves, but something stands still until a person looks at it. */
export type ReadyStatus = 'ready' | 'degraded' | 'catching-up' | 'loading' | 'unavailable' | 'stopping';

interface Part {
  readonly ok: boolean;
  readonly parked?: boolean;
  readonly body: JsonObject;
}

/** Answers whether this process can serve, and if not, what it waits for. */
export class Readiness {
  /** Set while the demo is being loaded. */
  loading: LoadingProgress | undefined;
  stopping = false;
  /** How sealing goes; absent where nothing seals. */
  sealing: (() => Part & { readonly status: SealerStatus }) | undefined;
  private headToReach: bigint | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly office: OfficeStore,
    private readonly processes: ProcessRunner,
  ) {}

  async check(): Promise<{ readonly status: ReadyStatus; readonly body: JsonObject }> {
    const head = await headOrError(this.store);
    const projections = await this.projections(head instanceof Error ? 0n : head).catch(failed);
    const parts = { eventStore: this.storePart(head), readStore: projections, officeStore: this.officePart(), processes: this.processPart(), ...(this.sealing && { sealing: this.sealing() }) };
    const status = this.statusOf(parts);
    const bodies = Object.fromEntries(Object.entries(parts).map(([name, { ok, parked, body }]) => [name, { ok, ...(parked && { parked }), ...body }]));
    return { status, body: { status, ...(this.loading ? { loading: { ...this.loading } } : {}), parts: bodies } };
  }

  private statusOf({ readStore, ...others }: Record<'eventStore' | 'readStore' | 'officeStore' | 'processes', Part> & { readonly sealing?: Part }): ReadyStatus {
    if (this.stopping) return 'stopping';
    if (!others.eventStore.ok || !others.officeStore.ok) return 'unavailable';
    if (this.loading) return 'loading';
    if (!readStore.ok) return 'catching-up';
    return readStore.parked || others.processes.parked || others.sealing?.parked ? 'degraded' : 'ready';
  }

  /** Ready once the tables have what was recorded before the first question; later they only ever lag a little. */
  private async projections(head: bigint): Promise<Part> {
    this.headToReach ??= head;
    const goal = this.headToReach;
    const all = await this.reads.status();
    const ok = all.every(({ state, position }) => state === 'parked' || (state === 'live' && position >= goal));
    return { ok, parked: all.some(({ state }) => state === 'parked'), body: { head: head.toString(), projections: all.map(projectionJson) } };
  }

  private storePart(head: bigint | Error): Part {
    const status = storeJson(this.store.status?.());
    return head instanceof Error ? { ok: false, body: { ...status, error: head.message } } : { ok: true, body: { ...status, head: head.toString() } };
  }

  private officePart(): Part {
    try {
      this.office.values.get('health');
      return { ok: true, body: {} };
    } catch (error) {
      return failed(error as Error);
    }
  }

  private processPart(): Part {
    const all = this.processes.status();
    const body = all.map(({ name, state, position, error }) => ({ name, state, position: position.toString(), ...(error ? { error } : {}) }));
    return { ok: true, parked: all.some(({ state }) => state === 'parked' || state === 'retrying'), body: { processes: body } };
  }
}

const failed = (error: Error): Part => ({ ok: false, body: { error: error.message } });

export const projectionJson = ({ name, version, state, position, poison, building }: ProjectionStatus): JsonObject => ({
  name,
  version,
  state,
  position: position.toString(),
  ...(poison ? { poison: { position: poison.position.toString(), eventId: poison.eventId, error: poison.error } } : {}),
  ...(building ? { building: { version: building.version, position: building.position.toString(), head: building.head.toString(), rate: building.rate, secondsLeft: building.secondsLeft } } : {}),
});
