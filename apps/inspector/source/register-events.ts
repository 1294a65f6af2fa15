import type { Projection, Recorded } from '@ledger/kit';
import { FoldedLedger } from '@ledger/platform/fold';
import { recordedOf } from '@ledger/ui/api/recorded';
import { eventPages, type LedgerSource } from './ledger-source';

interface ReadRegister {
  readonly events: Recorded[];
  /** Everything up to here is among them. */
  until: bigint;
}

/** A source's events of some registers, read once: what was recorded since is read with the next question that needs it. */
export class RegisterEvents {
  private readonly read = new Map<string, ReadRegister>();
  private folded: { readonly of: string; readonly ledger: FoldedLedger } | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: Pick<LedgerSource, 'events'>,
    private readonly projections: readonly Projection[],
  ) {}

  /** A ledger that holds the registers' events, at least up to a position. One question waits for the other: two that read on from the same event would keep what follows it twice. */
  ledgerOf(names: readonly string[], until: bigint, onRead: (events: number) => void): Promise<FoldedLedger> {
    const inTurn = (): Promise<FoldedLedger> => this.readTo(names, until, onRead);
    const ledger = this.turn.then(inTurn, inTurn);
    this.turn = ledger;
    return ledger;
  }

  private async readTo(names: readonly string[], until: bigint, onRead: (events: number) => void): Promise<FoldedLedger> {
    const behind = names.filter((name) => (this.read.get(name)?.until ?? -1n) < until);
    let count = 0;
    await Promise.all(behind.map((name) => this.readOn(name, until, (events) => onRead((count += events)))));
    const of = names.join(' ');
    if (behind.length === 0 && this.folded?.of === of) return this.folded.ledger;
    const ledger = new FoldedLedger(this.projections);
    ledger.append(names.flatMap((name) => this.read.get(name)!.events).sort((one, other) => (one.position < other.position ? -1 : 1)));
    this.folded = { of, ledger };
    return ledger;
  }

  /** Reads on from where a register's events were read to. */
  private async readOn(name: string, until: bigint, onRead: (events: number) => void): Promise<void> {
    const known = this.read.get(name) ?? { events: [], until: -1n };
    this.read.set(name, known);
    for await (const page of eventPages(this.source, { register: name, from: String(known.events.at(-1)?.position ?? 0n) })) {
      known.events.push(...page.map(recordedOf));
      onRead(page.length);
    }
    known.until = until;
  }
}
