import { LatelyUsed } from './lately-used';
import type { StreamState } from './stream-state';

/** How many commands of streams used lately are remembered at least; a stream itself takes the room of twenty. */
const COMMANDS_KEPT = 200_000;
const STREAM_WEIGHT = 20;

/** Folded states of the streams used lately. A cached state may lag behind the store: the expected revision finds out. */
export class StateCache {
  private readonly states = new LatelyUsed<StreamState>(COMMANDS_KEPT, ({ commands }) => STREAM_WEIGHT + commands.size);

  get(stream: string): StreamState | undefined {
    return this.states.get(stream);
  }

  /** Keeps a state, or counts again one that has grown. */
  set(state: StreamState): void {
    this.states.set(state.stream, state);
  }

  drop(stream: string): void {
    this.states.delete(stream);
  }
}
