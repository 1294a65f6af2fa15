import { LatelyUsed } from './lately-used';

/** Where a command was recorded. */
export interface CommandPlace {
  readonly stream: string;
  readonly hash: string;
}

/** Finds commands in streams other than the one at hand: a reused key names the same command wherever it went. */
export interface CommandIndex {
  find(commandId: string): CommandPlace | undefined | Promise<CommandPlace | undefined>;
  /** Told of every command that this process is about to record: it may be on disk although its answer never came. */
  expect?(commandId: string): void;
}

/** How many of the latest commands, at least, are found without asking the index, which lags behind the ledger. */
const RECENT_COMMANDS = 100_000;

/** The commands recorded lately by this process, before an older index. */
export class RecentCommands implements CommandIndex {
  private readonly recent = new LatelyUsed<CommandPlace>(RECENT_COMMANDS);

  constructor(private readonly older: CommandIndex) {}

  expect(commandId: string): void {
    this.older.expect?.(commandId);
  }

  add(commandId: string, place: CommandPlace): void {
    this.recent.set(commandId, place);
  }

  find(commandId: string): CommandPlace | undefined | Promise<CommandPlace | undefined> {
    return this.recent.get(commandId) ?? this.older.find(commandId);
  }
}
