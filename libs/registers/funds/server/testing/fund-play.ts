import { MemoryTables, Refusal, type Act, type Process } from '@ledger/kit';
import * as c from '@ledger/registers/funds/domain';
import { LedgerInMemory, type LoggedEvent } from '@ledger/registers/funds/domain/testing/ledger-in-memory';
import { carryForward } from '../carry-forward';
import { lineBalances } from '../line-balances';
import { payments } from '../payments';
import { pendingApprovals } from '../pending-approvals';
import { planDecisions } from '../plan-decisions';
import { postings } from '../postings';
import { transit } from '../transit';

export const province = 'GNBV:investment:central:2024:2024:10';
export const district = 'GNBV.5:investment:central:2024:2024:080';
export const communes = ['02869', '02872'].map((holder) => `GNBV.5:investment:central:2024:2024:${holder}`) as [string, string];
const lines = [province, district, ...communes, ...[province, district, ...communes].map(c.nextYearsLine)];
export const days = ['2023-12-31', '2024-01-15', '2024-02-01', '2024-03-10', '2024-07-01', '2024-12-31', '2025-01-31', '2025-03-01', '2025-06-01', '2026-02-15'];
/** The story begins later than the year, so that there are days before the money came. */
const firstDay = 3;
const recordedOn = '2026-03-01';
const facts = {
  units: ['10', '080', '02869', '02872'].map((code) => ({ code, dissolved: false })),
  programs: ['GNBV', 'GNBV.5'].map((code) => ({ code, program: 'GNBV', opensOn: '2021-01-01', closesOn: '2026-12-31' })),
} as unknown as ConstructorParameters<typeof LedgerInMemory>[0];

/** One random step: numbers that choose among what there is when its turn comes. */
export interface Draw {
  readonly what: number;
  readonly nth: number;
  readonly other: number;
  readonly user: number;
  readonly amount: bigint;
  /** A day of its own, back- or forward-dated; otherwise the story's day, which moves on from step to step. */
  readonly day?: number;
}

const choose = <T>(from: readonly T[], nth: number): T | undefined => (from.length === 0 ? undefined : from[nth % from.length]);
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

type Make = (play: Play, draw: Draw) => object | undefined;

/** What is open in any line: `[line, id]`. */
const open = ({ ledger }: Play, of: 'decisions' | 'commitments' | 'payments' | 'advances' | 'reversals' | 'corrections'): readonly (readonly [string, string])[] =>
  ledger.lines().flatMap((line) => Object.keys(ledger.stateOf(line)[of]).map((id) => [line, id] as const));

const onOpen = (of: Parameters<typeof open>[1], make: (line: string, id: string, draw: Draw, play: Play) => object | undefined): Make => (play, draw) => {
  const found = choose(open(play, of), draw.nth);
  return found && make(...found, draw, play);
};

const posted = ({ log }: Play): readonly LoggedEvent[] => log.filter(({ fact }) => c.movementsOf(fact.type, fact.data).length > 0);
const onEntry = (make: (line: string, entry: string, draw: Draw) => object): Make => (play, draw) => {
  const entry = choose(posted(play), draw.nth);
  return entry && make(entry.meta.id, entry.meta.eventId, draw);
};
const onLine = (make: (line: string, draw: Draw, id: string) => object): Make => (_, draw) => make(lines[draw.nth % lines.length]!, draw, ids[draw.other % ids.length]!);
const even = ({ other }: Draw): boolean => other % 2 === 0;

function nextStep(line: string, payment: string, _: Draw, { ledger }: Play): object {
  const { step } = ledger.stateOf(line).payments[payment]!;
  if (step === 'prepared') return new c.CheckPayment({ line, payment });
  return step === 'checked' ? new c.ApprovePayment({ line, payment }) : new c.PayPayment({ line, payment, treasuryReference: 'KB' });
}

const makes: readonly Make[] = [
  onLine((line, { amount }, decision) => new c.AssignCapitalPlan({ line, decision, amount: amount * 8n })),
  onLine((line, { amount, user }, decision) => new c.AdjustCapitalPlan({ line, decision, change: user === 0 ? amount : -amount })),
  onOpen('decisions', (line, decision) => new c.ApproveCapitalPlan({ line, decision })),
  onOpen('decisions', (line, decision) => new c.ApproveCapitalPlan({ line, decision })),
  onOpen('decisions', (line, decision, draw) => (even(draw) ? new c.RejectCapitalPlan({ line, decision }) : undefined)),
  onLine((line, { amount, other }, allocation) => new c.AllocateFunds({ line, allocation, parts: [{ to: lines[other % 4]!, amount }, { to: lines[(other + 1) % 4]!, amount: 1n }] })),
  onLine((line, { amount, other }, allocation) => new c.ReallocateFunds({ line, allocation, to: lines[other % lines.length]!, amount })),
  onLine((line, { amount, user }, commitment) => new c.ReserveCommitment({ line, commitment, amount, expiresOn: user === 0 ? '2024-06-30' : '2025-12-31' })),
  onOpen('commitments', (line, commitment, draw) => new c.ReleaseCommitment({ line, commitment, amount: even(draw) ? draw.amount : undefined })),
  onLine((line, draw, payment) => new c.PreparePayment({ line, payment, amount: draw.amount, kind: even(draw) ? 'advance' : 'completed-volume' })),
  onOpen('commitments', (line, commitment, draw) => new c.PreparePayment({ line, payment: choose(ids, draw.other)!, commitment, amount: draw.amount, kind: draw.user === 0 ? 'completed-volume' : 'advance' })),
  ...Array<Make>(8).fill(onOpen('payments', nextStep)),
  onOpen('payments', (line, payment, draw) => (even(draw) ? new c.RejectPayment({ line, payment }) : new c.WithdrawPayment({ line, payment }))),
  onOpen('advances', (line, advance, { amount }) => new c.SettleAdvance({ line, advance, amount })),
  onOpen('advances', (line, advance) => new c.SettleAdvance({ line, advance, amount: 1n })),
  onOpen('advances', (line, advance, { amount }) => new c.RecoverAdvance({ line, advance, amount })),
  onOpen('advances', (line, advance) => new c.RecoverAdvance({ line, advance, amount: 1n })),
  onLine((line, { amount }) => new c.DisallowExpenditure({ line, amount, finding: 'KL' })),
  onLine((line, { amount, user }, payment) => new c.PayHouseFromLine({ line, payment, household: `H000${user}`, amount })),
  onEntry((line, entry) => new c.ReverseEntry({ line, entry })),
  onOpen('reversals', (line, entry, draw) => (draw.other % 5 === 0 ? new c.RejectReversal({ line, entry }) : new c.ApproveReversal({ line, entry }))),
  onEntry((line, entry, { amount }) => new c.CorrectEntry({ line, entry, amount })),
  onOpen('corrections', (line, entry, draw) => (draw.other % 5 === 0 ? new c.RejectCorrection({ line, entry }) : new c.ApproveCorrection({ line, entry }))),
  onLine((line, draw, carry) => new c.CarryForward({ line, carry, account: even(draw) ? 'ALC' : 'ASG', amount: draw.amount })),
  onOpen('commitments', (line, reference, { amount, other }) => new c.CarryForward({ line, carry: choose(ids, other)!, account: 'RSV', reference, amount })),
  onOpen('advances', (line, reference, { amount, other }) => new c.CarryForward({ line, carry: choose(ids, other)!, account: 'ADV', reference, amount })),
  onLine((line, draw) => new c.CancelBudget({ line, account: even(draw) ? 'ALC' : 'ASG', amount: draw.amount })),
  onLine((line) => new c.CloseYear({ line })),
  onLine((line) => new c.CloseYear({ line: c.nextYearsLine(line) })),
  onLine((line) => new c.ReopenYear({ line, until: '2026-12-31' })),
  onLine((line, draw) => (even(draw) ? new c.ApproveReopening({ line }) : new c.RejectReopening({ line }))),
];

const processes: readonly Process[] = [transit, carryForward];
const projections = [postings, lineBalances, payments, planDecisions, pendingApprovals];

/** A plan, sent out, so that what follows has something to go wrong with. */
const beginning: readonly object[] = [
  new c.AssignCapitalPlan({ line: province, decision: 'first', amount: 300n }),
  new c.ApproveCapitalPlan({ line: province, decision: 'first' }),
  new c.AllocateFunds({ line: province, allocation: 'first', parts: [district, ...communes].map((to) => ({ to, amount: 70n })) }),
];

const act = (user: string, effectiveOn: string): Act => ({
  actor: { user, role: user, unit: '10' }, effectiveOn, recordedAt: `${recordedOn}T02:00:00.000Z`, recordedOn, legalBasis: { number: '1', issuedOn: '2024-01-01' }, reason: 'because',
});

/**
 * A history made of random steps: commands that are accepted or refused, and deliveries of any event to any process, again or
 * for the first time and in any order, which is what duplicates, delays and crashes before or after an answer look like.
 */
export class Play {
  readonly ledger = new LedgerInMemory(facts);

  constructor(draws: readonly Draw[], afterEach: (play: Play) => void = () => undefined) {
    beginning.forEach((command, index) => this.attempt(command, `person-${index % 2}`, days[firstDay]!));
    draws.forEach((draw, index) => {
      this.step(draw, days[firstDay + Math.floor((index * (days.length - firstDay)) / draws.length)]!);
      afterEach(this);
    });
  }

  get log(): readonly LoggedEvent[] {
    return this.ledger.log;
  }

  private step(draw: Draw, today: string): void {
    const what = draw.what % (makes.length + 16);
    if (what < makes.length) {
      const command = makes[what]!(this, draw);
      if (command) this.attempt(command, `person-${draw.user}`, draw.day === undefined ? today : days[draw.day % days.length]!);
      return;
    }
    const sent = what % 2 === 0 ? this.log.filter(({ fact }) => /Sent$|Received$|Refused$/.test(fact.type)).slice(-8) : this.log;
    const event = choose(sent, draw.nth);
    if (event) for (const process of processes) this.ledger.deliver(process, event);
  }

  /** Whether it was accepted; a refusal records nothing. */
  attempt(command: object, user: string, on: string): boolean {
    const before = this.log.length;
    try {
      this.ledger.execute(command, act(user, on));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || this.log.length !== before) throw error;
      return false;
    }
  }

  /** Delivers everything in order, until nothing is under way; then everything again, backwards, which must change nothing. */
  settle(): this {
    for (let next = 0; next < this.log.length; next += 1) for (const process of processes) this.ledger.deliver(process, this.log[next]!);
    const settled = this.log.length;
    for (const event of [...this.log].reverse()) for (const process of processes) this.ledger.deliver(process, event);
    if (this.log.length !== settled) throw new Error('a delivery that was repeated recorded something');
    return this;
  }

  /** The projections' tables after the first events. */
  tables(upTo = this.log.length): MemoryTables {
    const tables = new MemoryTables();
    for (const { fact, meta } of this.log.slice(0, upTo)) {
      for (const projection of projections) {
        const handler = projection.on[fact.type];
        if (handler) tables.change(projection, handler.run(fact.data, meta), meta);
      }
    }
    return tables;
  }
}
