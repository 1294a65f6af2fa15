type Closing = () => Promise<unknown> | unknown;

/** What has been opened, to be closed again: the last first, each once. */
export class Closings {
  private closings: Closing[] = [];

  push(closing: Closing): void {
    this.closings.push(closing);
  }

  async close(): Promise<void> {
    for (const closing of this.closings.splice(0).reverse()) await closing();
  }

  /** What `open` gives; when it throws, whatever it had opened is closed first. */
  async orClose<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}
