import { defineDecider, defineRegister, list, MemoryLedger, must, type ActInMemory } from '@ledger/kit';
import { ApproveReversal, fundsEvents, PayHouseFromLine } from '@ledger/registers/funds/domain';
import {
  AcceptHouse, ApproveHouse, ConfirmHouseCorrection, CorrectHouse, PayHouse, ProposeHouse, RecordStage, SetHousingNorm, StartHouse, WithdrawHouse, type HouseKind,
} from '@ledger/registers/housing/domain';
import { EstablishUnit, unit, unitDirectory } from '@ledger/registers/territory/domain';
import { houses } from './house-list';
import { housing } from './index';

const directory = unitDirectory('territory');
const territory = defineRegister({
  name: 'territory', label: { vi: 'Đơn vị', en: 'Units' }, deciders: [unit], projections: [directory.projection], facts: { units: () => directory.all() },
});
/** A fund line with 100 million đồng, which is all that this register sees of it. */
const line = defineDecider<bigint>()({
  kind: 'line',
  events: fundsEvents,
  types: ['HousePaymentPosted', 'EntryReversed'],
  initial: 100_000_000n,
  evolve: { HousePaymentPosted: (left, { amount }) => left - amount, EntryReversed: (left, { amount }) => left + amount },
  rules: (on) => [
    on(PayHouseFromLine, {
      roles: ['process'],
      id: (command) => command.line,
      decide: (command, left) => {
        must(command.amount <= left, 'funds.above-what-is-left');
        return [fundsEvents.HousePaymentPosted(command)];
      },
    }),
    on(ApproveReversal, {
      roles: ['approver'],
      id: (command) => command.line,
      decide: ({ entry }) => [fundsEvents.EntryReversed({ entry, type: 'HousePaymentPosted', from: 'ALC', to: 'EXP', amount: 60_000_000n, payment: 'HOUSE1-1', household: 'HOUSE1' })],
    }),
  ],
});
const funds = defineRegister({ name: 'funds', label: { vi: 'Vốn', en: 'Funds' }, deciders: [line] });

const legalBasis = { number: '1/QĐ-UBND', issuedOn: '2024-01-02' };
const by = (user: string, on: string, basis?: ActInMemory['basis']): ActInMemory => ({ on, by: user, legalBasis, reason: 'vì', basis });
const norm = 'campaign-2024-2025';
const lineOf = 'GNBV.5:investment:central:2024:2024:02869';

let ledger: MemoryLedger;
beforeEach(() => {
  ledger = new MemoryLedger([territory, funds, housing]);
  ledger.execute(new EstablishUnit({ code: '10', name: 'Lào Cai', kind: 'province' }), by('op', '2004-01-01'));
  ledger.execute(new EstablishUnit({ code: '085', name: 'Bắc Hà', kind: 'rural-district', parent: '10' }), by('op', '2004-01-01'));
  ledger.execute(new EstablishUnit({ code: '082', name: 'Bát Xát', kind: 'rural-district', parent: '10' }), by('op', '2004-01-01'));
  for (const [code, parent] of [['02869', '085'], ['02872', '085'], ['02683', '082']] as const) {
    ledger.execute(new EstablishUnit({ code, name: `Xã ${code}`, kind: 'commune', parent }), by('op', '2004-01-01'));
  }
  ledger.execute(new SetHousingNorm({ norm, kind: 'new', amount: 60_000_000n }), by('fin', '2024-01-01'));
  ledger.execute(new SetHousingNorm({ norm, kind: 'repair', amount: 30_000_000n }), by('fin', '2024-01-01'));
});

function approve(household: string, commune: string, kind: HouseKind, day = '2024-02-01', basis?: ActInMemory['basis']): void {
  ledger.execute(new ProposeHouse({ household, commune, kind }), by('lan', day, basis));
  ledger.execute(new ApproveHouse({ household, kind, norm, amount: kind === 'new' ? 60_000_000n : 30_000_000n }), by('duyet', day, basis));
}
function build(household: string, acceptedOn: string): void {
  ledger.execute(new StartHouse({ household }), by('lan', '2024-03-01'));
  for (const stage of ['foundation', 'frame', 'roof'] as const) ledger.execute(new RecordStage({ household, stage }), by('lan', '2024-03-01'));
  ledger.execute(new AcceptHouse({ household }), by('hoa', acceptedOn));
}
const pay = (household: string, amount: bigint) => ledger.execute(new PayHouse({ household, source: 'line', line: lineOf, amount }), by('tien', '2024-04-01'));
const progress = (asOf: string, params: object = {}, knownAt?: bigint) => ledger.report('housing-progress', params, { asOf, knownAt });
const now = () => ledger.rows(list(houses));

describe('a payment from a fund line', () => {
  beforeEach(() => {
    approve('HOUSE1', '02869', 'new');
    approve('HOUSE2', '02869', 'new');
  });

  it('is posted in the line and then told to the house', () => {
    pay('HOUSE1', 60_000_000n);
    expect(ledger.events.slice(-3).map(({ type }) => type)).toEqual(['HousePaymentRequested', 'HousePaymentPosted', 'HousePaid']);
    expect(now()).toMatchObject([{ household: 'HOUSE1', paid: 60_000_000n, requested: 0n }, { household: 'HOUSE2', paid: 0n }]);
  });

  it('is taken back when the line reverses its entry, and no longer counts from that day', () => {
    pay('HOUSE1', 60_000_000n);
    ledger.execute(new ApproveReversal({ line: lineOf, entry: 'event-x' }), by('duyet', '2024-05-01'));
    expect(now()[0]).toMatchObject({ paid: 0n });
    expect([progress('2024-04-30').totals.paidAmount, progress('2024-05-01').totals.paidAmount]).toEqual(['60000000', '0']);
  });

  it('shows the refusal of a line without money, and can then be paid otherwise', () => {
    pay('HOUSE1', 60_000_000n);
    pay('HOUSE2', 60_000_000n);
    expect(now()[1]).toMatchObject({ paid: 0n, requested: 0n, refusal: 'funds.above-what-is-left' });
    ledger.execute(new PayHouse({ household: 'HOUSE2', source: 'mobilised', amount: 60_000_000n }), by('tien', '2024-04-02'));
    expect(now()[1]).toMatchObject({ paid: 60_000_000n });
    expect(ledger.refusalOf(new PayHouse({ household: 'HOUSE2', source: 'integrated', amount: 1n }), by('tien', '2024-04-02'))).toBe('housing.above-approved');
  });
});

describe('norms', () => {
  it('are those of the day of the approval', () => {
    ledger.execute(new SetHousingNorm({ norm, kind: 'new', amount: 70_000_000n }), by('fin', '2024-07-01'));
    ledger.execute(new ProposeHouse({ household: 'HOUSE1', commune: '02869' }), by('lan', '2023-12-01'));
    const attempt = (day: string) => ledger.refusalOf(new ApproveHouse({ household: 'HOUSE1', kind: 'new', norm, amount: 70_000_000n }), by('duyet', day));
    expect([attempt('2023-12-31'), attempt('2024-06-30'), attempt('2024-07-01')]).toEqual(['housing.no-norm', 'housing.above-norm', undefined]);
  });
});

describe('housing-progress', () => {
  beforeEach(() => {
    approve('HOUSE1', '02869', 'new');
    build('HOUSE1', '2024-08-01');
    approve('HOUSE2', '02872', 'repair');
    build('HOUSE2', '2025-01-15');
    approve('HOUSE3', '02683', 'new');
    ledger.execute(new ProposeHouse({ household: 'HOUSE4', commune: '02683' }), by('lan', '2024-02-01'));
    pay('HOUSE1', 60_000_000n);
  });

  it('counts each house once, where it stood on the day', () => {
    const { rows, totals } = progress('2024-12-31');
    expect(rows).toMatchObject([
      { code: '082', name: 'Bát Xát', proposed: 1, approved: 1, accepted: 0, approvedAmount: '60000000', paidAmount: '0' },
      { code: '085', name: 'Bắc Hà', roof: 1, accepted: 1, acceptedInYear: 1, newInYear: 1, repairedInYear: 0, approvedAmount: '90000000', paidAmount: '60000000' },
    ]);
    expect(totals).toMatchObject({ houses: 4, accepted: 1, acceptedInYear: 1, approvedAmount: '150000000', paidAmount: '60000000' });
    expect(progress('2024-07-31').totals).toMatchObject({ houses: 4, accepted: 0, roof: 2 });
    expect(progress('2024-01-31').rows).toEqual([]);
  });

  it('tells the houses accepted in a year from all that are accepted', () => {
    expect(progress('2025-01-31').totals).toMatchObject({ accepted: 2, acceptedInYear: 1, newInYear: 0, repairedInYear: 1 });
    expect(progress('2025-01-31', { year: 2024 }).totals).toMatchObject({ accepted: 2, acceptedInYear: 1, newInYear: 1 });
  });

  it('goes down to the commune, or to one district', () => {
    expect(progress('2024-12-31', { by: 'commune' }).rows.map(({ code, district }) => [code, district])).toEqual([['02683', '082'], ['02869', '085'], ['02872', '085']]);
    expect(progress('2024-12-31', { by: 'commune', district: '085' }).rows).toHaveLength(2);
    expect(progress('2024-12-31', { district: '082' }).totals).toMatchObject({ houses: 2 });
  });

  it('finds the stuck ones', () => {
    expect(progress('2024-05-01').totals.stuck).toBe(0);
    expect(progress('2024-05-02').rows).toMatchObject([{ code: '082', stuck: 1 }, { code: '085', stuck: 0 }]);
    expect(progress('2024-05-02', { stuckAfter: 30 }).totals.stuck).toBe(3);
  });

  it('moves a corrected house with its money, and still answers what was known before', () => {
    const before = BigInt(ledger.events.length);
    ledger.execute(new CorrectHouse({ household: 'HOUSE1', commune: '02683' }), by('lan', '2025-02-01'));
    expect(now()[0]).toMatchObject({ commune: '02869', correction: 'awaiting', correctionBy: 'lan' });
    expect(progress('2024-12-31').totals).toEqual(progress('2024-12-31', {}, before).totals);
    ledger.execute(new ConfirmHouseCorrection({ household: 'HOUSE1' }), by('hoa', '2025-02-02'));
    expect(progress('2024-12-31').rows).toMatchObject([{ code: '082', accepted: 1, approvedAmount: '120000000', paidAmount: '60000000' }, { code: '085', accepted: 0, approvedAmount: '30000000' }]);
    expect(progress('2024-12-31').totals).toMatchObject({ accepted: 1, approvedAmount: '150000000', paidAmount: '60000000' });
    expect(progress('2024-12-31', {}, before).rows).toMatchObject([{ accepted: 0 }, { accepted: 1, approvedAmount: '90000000' }]);
  });

  it('takes back an acceptance that was recorded by mistake', () => {
    ledger.execute(new CorrectHouse({ household: 'HOUSE1', step: 'roof' }), by('lan', '2025-02-01'));
    ledger.execute(new ConfirmHouseCorrection({ household: 'HOUSE1' }), by('hoa', '2025-02-02'));
    expect(now()[0]).not.toHaveProperty('correction');
    expect(progress('2024-12-31').totals).toMatchObject({ accepted: 0, acceptedInYear: 0, roof: 2 });
    expect(now()[0]).toMatchObject({ step: 'roof' });
  });

  it('counts no money for a house that was withdrawn', () => {
    ledger.execute(new WithdrawHouse({ household: 'HOUSE3' }), by('lan', '2024-06-01'));
    expect(progress('2024-12-31').rows[0]).toMatchObject({ withdrawn: 1, approved: 0, approvedAmount: '0' });
  });

  it('carries the weakest basis of an area', () => {
    approve('HOUSE5', '02683', 'new', '2024-02-01', 'illustrative');
    expect(progress('2024-12-31').rows.map(({ basis }) => basis)).toEqual(['illustrative', undefined]);
    expect(progress('2024-12-31').totals.basis).toBe('illustrative');
  });
});
