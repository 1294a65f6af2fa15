const POLL_MS = 10;

/** Waiting for something another thread or process may have written: woken, or looked at again every few milliseconds. */
export class Waiting {
  private readonly woken = new Set<() => void>();

  wake(): void {
    for (const wake of [...this.woken]) wake();
  }

  /** True as soon as `reached` says so, false after `timeoutMs`. */
  async until(reached: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (let left = timeoutMs; left > 0; left = deadline - performance.now()) {
      await this.pause(Math.min(POLL_MS, left));
      if (await reached()) return true;
    }
    return false;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.woken.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.woken.add(done);
    });
  }
}
