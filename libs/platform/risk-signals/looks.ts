import { SeenEvent, type JsonObject, type Recorded, type RiskSignal } from '@ledger/kit';
import { parametersOf } from './parameters';
import { SignalScan, type SignalHit } from './scan';

/** One signal to look with; parameters in their JSON form. */
export interface Look {
  readonly name: string;
  readonly parameters: JsonObject;
}

/** The events after a position and up to another, in the order of recording. */
export type EventsBetween = (after: bigint, until: bigint) => AsyncIterable<readonly Recorded[]>;

interface Running {
  readonly scan: SignalScan;
  /** Everything up to here has been shown to it. */
  position: bigint;
}

/** So many scans go on from where they were; the one that was asked for longest ago is begun anew. */
const KEPT_MAX = 32;

/**
 * Looks at a ledger that grows. A scan that was made goes on with what has been recorded since, so that asking again costs what is
 * new; a question about an earlier position is answered by a scan of its own.
 */
export class SignalLooks {
  private readonly running = new Map<string, Running>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly signals: readonly RiskSignal[],
    private readonly events: EventsBetween,
  ) {}

  /** The hits of each look as of a position. Throws `InvalidFields` for parameters out of bounds, and for a signal that there is not. */
  look(looks: readonly Look[], until: bigint): Promise<readonly (readonly SignalHit[])[]> {
    // Scans remember what they have seen: two questions never move them at once.
    const answer = this.turn.then(() => this.lookNow(looks, until));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async lookNow(looks: readonly Look[], until: bigint): Promise<readonly (readonly SignalHit[])[]> {
    const scans = looks.map((look) => this.scanOf(look, until));
    const behind = [...new Set(scans)].filter(({ position }) => position < until);
    try {
      await this.show(behind, until);
    } catch (error) {
      // What was shown half an answer's events is not gone on with.
      for (const [key, each] of this.running) if (behind.includes(each)) this.running.delete(key);
      throw error;
    }
    return scans.map(({ scan }) => scan.hits());
  }

  private async show(scans: readonly Running[], until: bigint): Promise<void> {
    if (scans.length === 0) return;
    const first = scans.reduce((least, { position }) => (position < least ? position : least), until);
    for await (const batch of this.events(first, until)) {
      for (const event of batch) {
        const seen = new SeenEvent(event);
        for (const { scan, position } of scans) if (event.position > position) scan.see(seen);
      }
    }
    for (const each of scans) each.position = until;
  }

  private scanOf({ name, parameters }: Look, until: bigint): Running {
    const key = JSON.stringify([name, parameters]);
    const kept = this.running.get(key);
    if (kept && kept.position > until) return this.begun(name, parameters);
    const running = kept ?? this.begun(name, parameters);
    this.running.delete(key);
    this.running.set(key, running);
    if (this.running.size > KEPT_MAX) this.running.delete([...this.running.keys()][0]!);
    return running;
  }

  private begun(name: string, parameters: JsonObject): Running {
    const signal = this.signals.find((each) => each.name === name);
    if (!signal) throw new Error(`there is no signal ${name}`);
    return { scan: new SignalScan(signal, parametersOf(signal, parameters)), position: 0n };
  }
}
