import type { StreamState } from './stream-state';

/** How many streams, and how many commands of theirs, are kept in memory. */
export const CACHED_STREAMS_MAX = 20_000;
export const CACHED_COMMANDS_MAX = 400_000;

/** Folded states of the streams used lately. A cached state may lag behind the store: the expected revision finds out. */
export class StateCache {
  private readonly states = new Map<string, { readonly state: StreamState; readonly commands: number }>();
  private commands = 0;

  get(stream: string): StreamState | undefined {
    const entry = this.states.get(stream);
    if (entry === undefined) return undefined;
    this.states.delete(stream);
    this.states.set(stream, entry);
    return entry.state;
  }

  /** Keeps a state, or counts again one that has grown. */
  set(state: StreamState): void {
    this.drop(state.stream);
    this.states.set(state.stream, { state, commands: state.commands.size });
    this.commands += state.commands.size;
    for (const stream of this.states.keys()) {
      if (this.states.size <= CACHED_STREAMS_MAX && this.commands <= CACHED_COMMANDS_MAX) break;
      this.drop(stream);
    }
  }

  drop(stream: string): void {
    const entry = this.states.get(stream);
    if (entry === undefined) return;
    this.states.delete(stream);
    this.commands -= entry.commands;
  }
}
