import type { Recorded } from '@ledger/kit';
import { FoldedLedger } from '@ledger/platform/fold';
import { registers } from '@ledger/registers';
import { recordedOf } from '@ledger/ui/api/recorded';
import { eventPages, serverSource } from './ledger-source';
import { explaining, ReportExplainer } from './report-explainer';
import { answerCalls } from './worker-calls';

interface ReadRegister {
  readonly events: Recorded[];
  /** Everything up to here is among them. */
  until: bigint;
}

const read = new Map<string, ReadRegister>();
let folded: { readonly of: string; readonly ledger: FoldedLedger } | undefined;

/** Reads on from where a register's events were read to. */
async function readOn(name: string, until: bigint, onRead: (events: number) => void): Promise<void> {
  const known = read.get(name) ?? { events: [], until: -1n };
  read.set(name, known);
  for await (const page of eventPages(serverSource, { register: name, from: String(known.events.at(-1)?.position ?? 0n) })) {
    known.events.push(...page.map(recordedOf));
    onRead(page.length);
  }
  known.until = until;
}

/** The server's events of some registers, read once: what was recorded since is read with the next question that needs it. */
async function ledgerOf(names: readonly string[], until: bigint, onRead: (events: number) => void): Promise<FoldedLedger> {
  const behind = names.filter((name) => (read.get(name)?.until ?? -1n) < until);
  let count = 0;
  await Promise.all(behind.map((name) => readOn(name, until, (events) => onRead((count += events)))));
  const of = names.join(' ');
  if (behind.length === 0 && folded?.of === of) return folded.ledger;
  const ledger = new FoldedLedger(registers.flatMap(({ projections }) => projections));
  ledger.append(names.flatMap((name) => read.get(name)!.events).sort((one, other) => (one.position < other.position ? -1 : 1)));
  folded = { of, ledger };
  return ledger;
}

/** Explains what the server reports from the events that the server gives, in the browser itself. */
answerCalls(explaining(new ReportExplainer(registers, ledgerOf)));
