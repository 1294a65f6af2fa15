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

/** How many of the latest commands are found without asking the index, which lags behind the ledger. */
export const RECENT_COMMANDS_MAX = 100_000;

/** The commands recorded lately by this process, before an older index. */
export class RecentCommands implements CommandIndex {
  private readonly recent = new Map<string, CommandPlace>();

  constructor(private readonly older: CommandIndex) {}

  expect(commandId: string): void {
    this.older.expect?.(commandId);
  }

  add(commandId: string, place: CommandPlace): void {
    this.recent.set(commandId, place);
    if (this.recent.size <= RECENT_COMMANDS_MAX) return;
    for (const oldest of this.recent.keys()) {
      this.recent.delete(oldest);
      break;
    }
  }

  find(commandId: string): CommandPlace | undefined | Promise<CommandPlace | undefined> {
    return this.recent.get(commandId) ?? this.older.find(commandId);
  }
}
