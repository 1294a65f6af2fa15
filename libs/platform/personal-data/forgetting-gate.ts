import { EventStoreUnavailable } from '@ledger/platform/event-store';

/** How long a command about a person waits to learn whether the person is being forgotten. */
const WAIT_MS = 5_000;

/** Whose forgetting is not settled yet, after a while of waiting. */
export class ForgettingUnsettled extends Error {
  override readonly name = 'ForgettingUnsettled';
}

/**
 * Keeps what is written about a person and the forgetting of that person apart, so that the order of the store decides between
 * them: whatever has personal data of the person stands before the event that forgets, and nothing stands behind it.
 *
 * Forgetting waits until appends about the person are answered; commands about the person that come meanwhile wait, and are
 * then decided again. One process records a ledger's commands, so the gate need not reach any further.
 */
export class ForgettingGate {
  /** Appends under way that hold personal data, by person. */
  private readonly appends = new Map<string, Set<Promise<unknown>>>();
  /** Forgettings under way, by person; each is settled once it is known whether the event is recorded. */
  private readonly forgettings = new Map<string, Promise<unknown>>();
  private readonly forgotten = new Set<string>();

  /** `inDoubt`: resolves when every event that is recorded has been looked at, after an append whose end nobody told. */
  constructor(private readonly inDoubt: () => Promise<void> = async () => undefined) {}

  /** Whether an event that forgets the person is known to be recorded; the key may still have to be destroyed. */
  isForgotten(person: string): boolean {
    return this.forgotten.has(person);
  }

  /** Told of an event that forgets the person. */
  forget(person: string): void {
    this.forgotten.add(person);
  }

  /**
   * Appends what holds personal data of the persons, in this very turn; undefined when one of them was being forgotten: then
   * nothing was appended, that is settled now, and the command is to be decided again. Rejects with `ForgettingUnsettled`.
   */
  async write<T>(persons: ReadonlySet<string>, append: () => Promise<T>): Promise<T | undefined> {
    const before = this.forgettingsOf(persons);
    if (before.length > 0) return bounded(Promise.all(before));
    const appended = append();
    for (const person of persons) this.note(person, appended);
    return appended;
  }

  /** Appends the events that forget the persons, when nothing about them is under way any more. */
  async close<T>(persons: ReadonlySet<string>, append: () => Promise<T>): Promise<T> {
    // Of several that waited for the same one, the first is on its way when the next looks again.
    for (let others = this.forgettingsOf(persons); others.length > 0; others = this.forgettingsOf(persons)) await bounded(Promise.all(others));
    const underWay = [...persons].flatMap((person) => [...(this.appends.get(person) ?? [])]);
    const appended = Promise.allSettled(underWay).then(append);
    const settled = appended.then(() => persons.forEach((person) => this.forget(person)), (error: unknown) => this.afterFailure(error));
    for (const person of persons) {
      this.forgettings.set(person, settled);
      void settled.finally(() => this.forgettings.get(person) === settled && this.forgettings.delete(person));
    }
    return appended;
  }

  private forgettingsOf(persons: ReadonlySet<string>): readonly Promise<unknown>[] {
    return [...persons].flatMap((person) => this.forgettings.get(person) ?? []);
  }

  /** The append may have been recorded, though it was not answered. */
  private afterFailure(error: unknown): Promise<void> | undefined {
    return error instanceof EventStoreUnavailable ? this.inDoubt() : undefined;
  }

  private note(person: string, append: Promise<unknown>): void {
    const underWay = this.appends.get(person) ?? new Set();
    this.appends.set(person, underWay.add(append));
    const leave = (): void => {
      underWay.delete(append);
      if (underWay.size === 0) this.appends.delete(person);
    };
    append.then(leave, leave);
  }
}

async function bounded(settled: Promise<unknown>): Promise<undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new ForgettingUnsettled('whether the person is forgotten is not known yet')), WAIT_MS).unref();
  });
  await Promise.race([settled, late]).finally(() => clearTimeout(timer));
  return undefined;
}
