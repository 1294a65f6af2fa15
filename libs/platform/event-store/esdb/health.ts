import type { StoreState, StoreStatus } from '../port';

/** How one subscription stands; its own fields are written by whoever runs it. */
export interface Watched {
  state: StoreState;
  position: bigint;
}

/** What the adapter knows of its connection, from what happened to its calls. */
export class Health {
  private reached = false;
  private failing = false;
  private closed = false;
  private error: string | undefined;
  private appends = 0;
  private appendsRepeated = 0;
  private connectionsLost = 0;
  private readonly watched = new Set<Watched>();

  constructor(private readonly server: string) {}

  answered(): void {
    this.reached = true;
    this.failing = false;
    this.error = undefined;
  }

  failed(error: unknown): void {
    if (!this.failing && this.reached) this.connectionsLost += 1;
    this.failing = true;
    this.error = (error as Error).message;
  }

  appended(): void {
    this.appends += 1;
    this.answered();
  }

  appendsAgain(): void {
    this.appendsRepeated += 1;
  }

  watch(position: bigint): Watched {
    const watched: Watched = { state: 'connecting', position };
    this.watched.add(watched);
    return watched;
  }

  forget(watched: Watched): void {
    watched.state = 'stopped';
    this.watched.delete(watched);
  }

  close(): void {
    this.closed = true;
  }

  status(): StoreStatus {
    const { server, error, appends, appendsRepeated, connectionsLost } = this;
    const subscriptions = [...this.watched].map(({ state, position }) => ({ state, position }));
    return { state: this.state(), server, ...(error ? { error } : {}), appends, appendsRepeated, connectionsLost, subscriptions };
  }

  private state(): StoreState {
    if (this.closed) return 'stopped';
    if (this.failing) return 'retrying';
    if (!this.reached) return 'connecting';
    for (const state of ['retrying', 'connecting', 'catching-up'] as const) if ([...this.watched].some((each) => each.state === state)) return state;
    return 'live';
  }
}
