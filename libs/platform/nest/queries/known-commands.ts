import type { EventStore } from '@ledger/platform/event-store';
import type { ReadStore } from '@ledger/platform/read-store';
import type { CommandIndex, CommandPlace } from '../ledger/command-index';
import { Problem } from '../problems/problem';

const CATCH_UP_MS = 5_000;

/**
 * Finds commands recorded before this process started, in the read store's journal. What was recorded since is found
 * among the recent commands, so the journal only ever has to have reached the head of that moment.
 */
export class KnownCommands implements CommandIndex {
  private readonly headAtStart: Promise<bigint>;
  private caughtUp = false;

  constructor(
    store: EventStore,
    private readonly reads: ReadStore,
  ) {
    this.headAtStart = store.head();
    this.headAtStart.catch(() => undefined);
  }

  async find(commandId: string): Promise<CommandPlace | undefined> {
    if (!this.caughtUp) await this.catchUp();
    const found = await this.reads.findCommand(commandId);
    return found && { stream: found.stream, hash: found.commandHash ?? '' };
  }

  private async catchUp(): Promise<void> {
    const position = await this.headAtStart;
    if (!(await this.reads.waitFor(position, CATCH_UP_MS))) throw new Problem(503, 'query.ahead', { position: '…', wanted: position.toString() });
    this.caughtUp = true;
  }
}
