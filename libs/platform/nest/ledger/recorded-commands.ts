/** What one command recorded in a stream. */
export interface RecordedCommand {
  readonly hash: string;
  readonly types: readonly string[];
  /** Of its last event. */
  readonly revision: bigint;
  readonly position: bigint;
}

/** The commands of a stream by their id. Most streams have had one lately, and thousands of streams are kept: one takes no map. */
export class RecordedCommands {
  private onlyId: string | undefined;
  private only: RecordedCommand | undefined;
  private all: Map<string, RecordedCommand> | undefined;

  get size(): number {
    return this.all?.size ?? (this.only ? 1 : 0);
  }

  get(commandId: string): RecordedCommand | undefined {
    return this.all ? this.all.get(commandId) : commandId === this.onlyId ? this.only : undefined;
  }

  set(commandId: string, recorded: RecordedCommand): void {
    if (this.all) this.all.set(commandId, recorded);
    else if (this.onlyId === undefined || this.onlyId === commandId) {
      this.onlyId = commandId;
      this.only = recorded;
    } else {
      this.all = new Map([[this.onlyId, this.only!], [commandId, recorded]]);
      this.only = undefined;
    }
  }
}
