import fc from 'fast-check';
import { list, sum, type RowOf } from '@ledger/kit';
import { accounts, AdjustCapitalPlan, balanceOf, dimensionsOf, fundsEvents, leftIn, movementsOf, nextYearsLine, ReallocateFunds, type Account } from '@ledger/registers/funds/domain';
import type { LoggedEvent } from '@ledger/registers/funds/domain/testing/ledger-in-memory';
import { communes, days, district, Play, province, type Draw } from './testing/fund-play';
import { fundsLines } from './line-balances';
import { fundsPostings } from './postings';

const draw: fc.Arbitrary<Draw> = fc.record({
  what: fc.nat(10_000), nth: fc.nat(10_000), other: fc.nat(10_000), user: fc.nat(2),
  amount: fc.bigInt({ min: 1n, max: 40n }), day: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(days.length - 1) }),
});
const draws = fc.array(draw, { minLength: 20, maxLength: 250, size: 'max' });

/** fast-check prints the seed and the path of a history that breaks the law; it looks for a shorter one for 15 s at most. */
const always = (law: (draws: readonly Draw[]) => void, numRuns = 40) => fc.assert(fc.property(draws, law), { numRuns, interruptAfterTimeLimit: 15_000 });

const total = (values: readonly bigint[]): bigint => values.reduce((all, each) => all + each, 0n);
const of = ({ ledger }: Play, line: string, account: Account): bigint => balanceOf(ledger.stateOf(line), account);
const everywhere = (play: Play, account: Account): bigint => total(play.ledger.lines().map((line) => of(play, line, account)));
const amountsOf = ({ log }: Play, type: string, where: (event: LoggedEvent) => boolean = () => true): bigint =>
  total(log.filter((event) => event.fact.type === type && where(event)).map(({ fact }) => (fact.data as { amount: bigint }).amount));
const entryOf = ({ fact }: LoggedEvent): string => (fact.data as { entry: string }).entry;
const byLine = sum(fundsPostings, { by: ['line', 'account'], of: ['change'] });

describe('whatever people ask for and however processes fail', () => {
  it('1. every entry balances, and its amount is above zero', () => {
    always((draws) => {
      const play = new Play(draws);
      const amounts = play.log.flatMap(({ fact }) => movementsOf(fact.type, fact.data).map(({ amount }) => amount));
      expect(amounts.filter((amount) => amount <= 0n)).toEqual([]);
      const entries = play.tables().evaluate(sum(fundsPostings, { by: ['entry'], of: ['change'] }));
      expect(entries.filter(({ change }) => change !== 0n)).toEqual([]);
    });
  });

  it('2. what was assigned and carried in is what the accounts hold, at every position, in every roll-up over whole allocations', () => {
    always((draws) => {
      const play = new Play(draws);
      for (const upTo of [7, Math.ceil(play.log.length / 2), play.log.length - 1, play.log.length]) {
        const tables = play.tables(upTo);
        for (const by of ['planYear', 'originYear', 'program', 'source', 'capitalType'] as const) {
          expect(tables.evaluate(sum(fundsPostings, { by: [by], of: ['change'] })).filter(({ change }) => change !== 0n)).toEqual([]);
        }
      }
    });
  });

  it('2. of each line: what came in less what went out is what it holds', () => {
    always((draws) => {
      const play = new Play(draws).settle();
      for (const line of play.ledger.lines()) {
        const received = amountsOf(play, 'FundsReceived', ({ meta }) => meta.id === line);
        const sent = amountsOf(play, 'FundsArrivalConfirmed', ({ meta }) => meta.id === line);
        expect(total(accounts.map((account) => of(play, line, account)))).toBe(received - sent);
      }
    });
  });

  it('3. no balance but the source’s falls below zero, on any day, at any position', () => {
    always((draws) => {
      const below: string[] = [];
      const play = new Play(draws, ({ ledger }) => {
        for (const line of ledger.lines()) {
          for (const [pocket, steps] of Object.entries(ledger.stateOf(line).pockets)) if (pocket !== 'SRC' && steps.some(({ balance }) => balance < 0n)) below.push(`${line} ${pocket}`);
        }
      });
      const tables = play.tables();
      for (const asOf of days) {
        below.push(...tables.evaluate(byLine, { asOf }).filter(({ account, change }) => account !== 'SRC' && change < 0n).map(({ line, account }) => `${line} ${account} ${asOf}`));
      }
      expect(below).toEqual([]);
    });
  });

  it('4. disbursed is advances and expenditure, and never more than the plan', () => {
    always((draws) => {
      const play = new Play(draws);
      expect(everywhere(play, 'ADV') + everywhere(play, 'EXP') <= -everywhere(play, 'SRC')).toBe(true);
    });
  });

  it('5. what left one year is what the next one got, of the same origin, once nothing is in transit', () => {
    always((draws) => {
      const play = new Play(draws).settle();
      expect(everywhere(play, 'TRN')).toBe(0n);
      for (const line of play.ledger.lines()) {
        const next = nextYearsLine(line);
        expect(of(play, line, 'CFO')).toBe(amountsOf(play, 'CarryForwardReceived', ({ meta }) => meta.id === next));
        expect(dimensionsOf(next).originYear).toBe(dimensionsOf(line).originYear);
      }
    });
  });

  it('6. what was sent has arrived or come back, once nothing is in transit', () => {
    always((draws) => {
      const play = new Play(draws).settle();
      expect(amountsOf(play, 'FundsSent')).toBe(amountsOf(play, 'FundsReceived') + amountsOf(play, 'FundsReturned'));
      expect(amountsOf(play, 'FundsReceived')).toBe(amountsOf(play, 'FundsArrivalConfirmed'));
      expect(amountsOf(play, 'FundsRefused')).toBe(amountsOf(play, 'FundsReturned'));
    });
  });

  it('7. an entry is reversed at most once, later, for its amount as it stood, between the same accounts', () => {
    always((draws) => {
      const { log } = new Play(draws);
      const reversals = log.filter(({ fact }) => fact.type === 'EntryReversed');
      expect(new Set(reversals.map(entryOf)).size).toBe(reversals.length);
      for (const { fact, meta } of reversals) {
        const { entry, from, to, amount } = fact.data as { entry: string; from: string; to: string; amount: bigint };
        const original = log.find((each) => each.meta.eventId === entry)!;
        const movement = movementsOf(original.fact.type, original.fact.data)[0]!;
        const corrected = log.filter((each) => each.fact.type === 'EntryCorrected' && entryOf(each) === entry).at(-1);
        expect(original.meta.id === meta.id && original.meta.position < meta.position && original.meta.effectiveOn <= meta.effectiveOn).toBe(true);
        expect(movement).toMatchObject({ debit: { pocket: from }, credit: { pocket: to } });
        expect(amount).toBe((corrected?.fact.data as { amount: bigint } | undefined)?.amount ?? movement.amount);
      }
    }, 80);
  });

  it('8. the same command id records nothing again', () => {
    const { ledger, log } = new Play([]);
    const command = new AdjustCapitalPlan({ line: province, decision: 'again', change: 5n });
    const given = { ...log[0]!.meta };
    const first = ledger.execute(command, given, 'once');
    const length = log.length;
    expect(ledger.execute(command, given, 'once')).toBe(first);
    expect(log).toHaveLength(length);
  });

  it('9. a closed year takes no posting until two persons reopen it', () => {
    always((draws) => {
      const closed = new Set<string>();
      const posted: string[] = [];
      for (const { fact, meta } of new Play(draws).log) {
        if (closed.has(meta.id) && movementsOf(fact.type, fact.data).length > 0) posted.push(`${meta.id} ${fact.type}`);
        if (fact.type === 'YearClosed') closed.add(meta.id);
        if (fact.type === 'YearReopened') closed.delete(meta.id);
      }
      expect(posted).toEqual([]);
    }, 80);
  });

  it('10. the projected balances are the deciders’, now and as they were at any position', () => {
    always((draws) => {
      const play = new Play(draws).settle();
      const tables = play.tables();
      const wrong = tables.evaluate(byLine).filter(({ line, account, change }) => change !== of(play, line, account));
      expect(wrong).toEqual([]);
      const half = Math.ceil(play.log.length / 2);
      expect(tables.evaluate(byLine, { asOf: '2024-12-31', knownAt: BigInt(half) })).toEqual(play.tables(half).evaluate(byLine, { asOf: '2024-12-31' }));
      for (const row of tables.evaluate(list(fundsLines))) expect(balancesIn(row)).toEqual(accounts.map((account) => (account === 'SRC' ? -of(play, row.line, account) : of(play, row.line, account))));
    });
  });

  it('11. units that are merged hand over what they hold: the successor has what the predecessors had', () => {
    const play = new Play([]).settle();
    const allocated = (lines: readonly string[]) => lines.map((line) => leftIn(play.ledger.stateOf(line), 'ALC'));
    expect(allocated([district, ...communes])).toEqual([70n, 70n, 70n]);
    for (const line of communes) expect(play.attempt(new ReallocateFunds({ line, allocation: 'merge', to: district, amount: 70n }), 'person-0', '2024-07-01')).toBe(true);
    expect(allocated([district, ...play.settle() && communes])).toEqual([210n, 0n, 0n]);
  });

  it('12. no one approves what he prepared', () => {
    const approvals: { readonly [type: string]: readonly [string, string] } = {
      CapitalPlanAssigned: ['CapitalPlanPrepared', 'decision'], CapitalPlanAdjusted: ['CapitalPlanPrepared', 'decision'],
      PaymentChecked: ['PaymentPrepared', 'payment'], PaymentApproved: ['PaymentPrepared', 'payment'],
      EntryReversed: ['ReversalPrepared', 'entry'], EntryCorrected: ['CorrectionPrepared', 'entry'], YearReopened: ['ReopeningPrepared', 'until'],
    };
    always((draws) => {
      const { log } = new Play(draws);
      const samePerson = log.filter(({ fact, meta }, index) => {
        const [preparation, key] = approvals[fact.type] ?? [];
        const prepared = log.slice(0, index).findLast((each) => each.meta.id === meta.id && each.fact.type === preparation && (each.fact.data as any)[key!] === (fact.data as any)[key!]);
        return prepared?.meta.actor.user === meta.actor.user;
      });
      expect(samePerson).toEqual([]);
    }, 80);
  });
});

const balancesIn = (row: RowOf<typeof fundsLines>): readonly bigint[] => [
  row.funded, row.assigned, row.inTransit, row.allocated, row.committed, row.advanced, row.expended, row.carriedForward, row.cancelled, row.returned,
];

describe('the histories drawn', () => {
  it('reach every event of the register', () => {
    const unseen = new Set(Object.keys(fundsEvents.$catalogue.definitions));
    for (const drawn of fc.sample(draws, { numRuns: 500, seed: 20250131 })) {
      for (const { fact } of new Play(drawn).settle().log) unseen.delete(fact.type);
      if (unseen.size === 0) break;
    }
    expect([...unseen]).toEqual([]);
  });
});
