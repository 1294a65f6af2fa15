interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** What one thread has asked of another and waits for: each call is known to both by its number. */
export class PendingCalls<Answer> {
  private readonly waiting = new Map<number, Waiting<Answer>>();
  private last = 0;

  /** How many wait. */
  get size(): number {
    return this.waiting.size;
  }

  /** Has a call sent under a number of its own; settles when that is answered. */
  ask(send: (call: number) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.last += 1;
      this.waiting.set(this.last, { resolve, reject });
      send(this.last);
    });
  }

  /** Answers to calls that nobody waits for any more are dropped. */
  resolve(call: number, answer: Answer): void {
    this.taken(call)?.resolve(answer);
  }

  reject(call: number, error: Error): void {
    this.taken(call)?.reject(error);
  }

  /** The other thread has ended: nothing more is answered. */
  rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private taken(call: number): Waiting<Answer> | undefined {
    const found = this.waiting.get(call);
    this.waiting.delete(call);
    return found;
  }
}
