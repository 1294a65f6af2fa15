/** Wakes sleepers without losing a ring: whoever noted `rings` before looking is woken by any later one. */
export class Doorbell {
  rings = 0;
  private sleepers = new Set<() => void>();

  ring(): void {
    this.rings += 1;
    const woken = this.sleepers;
    this.sleepers = new Set();
    for (const wake of woken) wake();
  }

  /** Number of those asleep. */
  get asleep(): number {
    return this.sleepers.size;
  }

  /** Resolves at once when it has rung since `seen`, else at the next ring or when `signal` aborts. */
  after(seen: number, signal?: AbortSignal): Promise<void> {
    if (this.rings !== seen || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.sleepers.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.sleepers.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
