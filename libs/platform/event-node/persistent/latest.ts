/** Writes the latest of many values, one at a time: what came while a write was under way is written next, the rest is skipped. */
export class Latest<T> {
  private pending: { readonly value: T } | undefined;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly write: (value: T) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  put(value: T): void {
    this.pending = { value };
    this.retry();
  }

  /** Begins again after a failure; does nothing when nothing is pending. */
  retry(): void {
    if (this.pending !== undefined) this.writing ??= this.run().finally(() => (this.writing = undefined));
  }

  /** Resolves when no write is under way; what failed stays pending. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async run(): Promise<void> {
    while (this.pending !== undefined) {
      const current = this.pending;
      try {
        await this.write(current.value);
      } catch (error) {
        this.failed(error);
        return;
      }
      if (this.pending === current) this.pending = undefined;
    }
  }
}
