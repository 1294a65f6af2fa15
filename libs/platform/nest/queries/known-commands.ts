import { setImmediate as breathe } from 'node:timers/promises';
import { BloomFilter, type EventStore } from '@ledger/platform/event-store';
import type { ReadStore } from '@ledger/platform/read-store';
import type { CommandIndex, CommandPlace } from '../ledger/command-index';
import { Problem } from '../problems/problem';

const CATCH_UP_MS = 5_000;
/** Two mebibytes of filter: a province's commands of several years. */
const FILTERED_MAX = 1_000_000;

/**
 * Finds commands recorded before this process started, in the read store's journal. What was recorded since is found
 * among the recent commands, so the journal only ever has to have reached the head of that moment. Most commands are
 * new: a filter, filled in the background, says so without asking the journal.
 */
export class KnownCommands implements CommandIndex {
  private readonly headAtStart: Promise<bigint>;
  private readonly filter = new BloomFilter(FILTERED_MAX);
  private filled = false;
  private caughtUp = false;

  constructor(
    store: EventStore,
    private readonly reads: ReadStore,
  ) {
    this.headAtStart = store.head();
    this.headAtStart.catch(() => undefined);
  }

  expect(commandId: string): void {
    this.filter.add(commandId);
  }

  find(commandId: string): CommandPlace | undefined | Promise<CommandPlace | undefined> {
    return this.filled && !this.filter.mayHold(commandId) ? undefined : this.ask(commandId);
  }

  private async ask(commandId: string): Promise<CommandPlace | undefined> {
    if (!this.caughtUp) await this.catchUp();
    const found = await this.reads.findCommand(commandId);
    return found && { stream: found.stream, hash: found.commandHash ?? '' };
  }

  private async catchUp(): Promise<void> {
    const position = await this.headAtStart;
    if (!(await this.reads.waitFor(position, CATCH_UP_MS))) throw new Problem(503, 'query.ahead', { position: '…', wanted: position.toString() });
    if (this.caughtUp) return;
    this.caughtUp = true;
    // Without the filter every command is looked up, which is slower and as right.
    this.fill().catch(() => undefined);
  }

  private async fill(): Promise<void> {
    for await (const ids of this.reads.commandIds()) {
      for (const id of ids) this.filter.add(id);
      await breathe();
    }
    this.filled = true;
  }
}
