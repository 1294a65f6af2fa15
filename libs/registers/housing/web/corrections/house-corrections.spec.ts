import type { JsonObject } from '@ledger/kit';
import { house, CorrectHouse, ConfirmHouseCorrection } from '@ledger/registers/housing/domain';
import type { HouseState } from '@ledger/registers/housing/domain/house-state';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import type { CorrectedElsewhere, CorrectionWay } from '@ledger/ui/correction/correction';
import { money } from '@ledger/ui/correction/value';
import { foldedState } from '@ledger/ui/work/stream-state';
import { trialOf } from '@ledger/ui/work/trial';
import { houseCorrections } from './house-corrections';

const household = 'H0001';
const place = { household, commune: '02869', kind: 'new' };
const LINE = 'GNBV.5:investment:central:2024:2024:02869';

function told(events: readonly (readonly [string, JsonObject?])[]): readonly RecordedEvent[] {
  return events.map(([type, data = {}], index) => ({
    position: String(index + 1), stream: `housing.house-${household}`, revision: String(index), id: `e${index}`, type, data: { ...place, ...data },
    metadata: { actor: { user: 'lan', role: 'officer', unit: '02869' }, recordedAt: `2024-0${index + 1}-02T03:00:00.000Z`, effectiveOn: `2024-0${index + 1}-01`, commandId: `c${index}`, causationId: `cause${index}`, schemaVersion: 1 },
  }));
}

const approved = ['HouseApproved', { norm: 'campaign-2024', amount: '60000000' }] as const;
const events = told([['HouseProposed'], approved, ['HouseStarted'], ['HouseStageRecorded', { stage: 'foundation' }], ['HousePaid', { payment: 'H0001-1', source: 'line', line: LINE, amount: '40000000' }], ['HousePaid', { payment: 'H0001-2', source: 'mobilised', amount: '1000000' }]]);
const state = foldedState(house, events) as HouseState;
const facts = houseCorrections.facts(state, events);
const factOf = (type: string, at = 0) => facts.filter(({ event }) => event.type === type).at(-1 - at)!;
const waysOf = (type: string) => houseCorrections.waysOf(household, factOf(type), state) as readonly CorrectionWay[];

describe('what can be put right about a house', () => {
  it('is each fact that was recorded, the newest first, with what it said', () => {
    expect(facts.map(({ event }) => event.type)).toEqual(['HousePaid', 'HousePaid', 'HouseStageRecorded', 'HouseStarted', 'HouseApproved', 'HouseProposed']);
    expect(factOf('HouseApproved')).toMatchObject({ recorded: money(60_000_000n), notes: [] });
    expect(factOf('HouseApproved').now).toBeUndefined();
  });

  it.each([
    ['HouseProposed', ['commune', 'kind'], { commune: '02869', kind: 'new' }],
    ['HouseApproved', ['kind', 'amount'], { kind: 'new', amount: '60000000' }],
    ['HouseStageRecorded', ['step'], { step: '' }],
  ])('%s asks only for what it tells of: %j', (type, open, initial) => {
    const [way] = waysOf(type);
    expect(['commune', 'kind', 'amount', 'step'].filter((field) => !(field in way!.known))).toEqual(open);
    expect(way!.initial).toEqual(initial);
    expect(way!.agreed?.command).toBe('ConfirmHouseCorrection');
  });

  it('shows the province’s figures before it and once another person agrees', () => {
    const by = (user: string, role: string) => ({ actor: { user, role, unit: '' }, effectiveOn: '2024-09-01' });
    const trial = trialOf(house, state, [
      { command: new CorrectHouse({ household, amount: 50_000_000n }), ...by('lan', 'officer') },
      { command: new ConfirmHouseCorrection({ household }), ...by('hoa', 'checker') },
    ], '2024-09-01', { units: [], norms: [{ norm: 'campaign-2024', kind: 'new', amount: 60_000_000n }] });
    if (!trial.accepted) throw new Error(trial.code);
    const lines = houseCorrections.useEffects()({ before: state, after: trial.state as HouseState, fact: factOf('HouseApproved'), told: trial.facts });
    expect(lines.find(({ label }) => label.en === 'Support')).toMatchObject({ before: money(60_000_000n), after: money(50_000_000n) });
    expect(lines.find(({ label }) => label.en === 'Left to pay')).toMatchObject({ before: money(19_000_000n), after: money(9_000_000n) });
    expect(lines.find(({ label }) => label.en === 'Paid')).toMatchObject({ before: money(41_000_000n), after: money(41_000_000n) });
  });

  it('sends a payment to the entry of the fund ledger that it came from, and says plainly that money from elsewhere has none', () => {
    const [mobilised, line] = facts.filter(({ event }) => event.type === 'HousePaid').map((fact) => houseCorrections.waysOf(household, fact, state) as CorrectedElsewhere);
    expect(line).toMatchObject({ to: { page: `/funds/corrections/${encodeURIComponent(LINE)}`, search: { fact: 'cause4' } } });
    expect(mobilised!.to).toBeUndefined();
    expect(mobilised!.words.en).toMatch(/no correction/);
  });

  it('keeps what was corrected beside what it stands for now', () => {
    const standing = (amount: string, step = 'foundation') => ({ commune: '02869', kind: 'new', step, approved: amount, paid: '0' });
    const later = [...events, ...told([['HouseProposed'], ['HouseProposed'], ['HouseProposed'], ['HouseProposed'], ['HouseProposed'], ['HouseProposed'], ['HouseCorrected', { before: standing('60000000'), after: standing('50000000', 'started'), corrects: 'e3', since: '2024-04-01' }]]).slice(-1)];
    const corrected = houseCorrections.facts(foldedState(house, later) as HouseState, later);
    expect(corrected.find(({ event }) => event.type === 'HouseApproved')).toMatchObject({ recorded: money(60_000_000n), now: money(50_000_000n) });
    expect(corrected.find(({ event }) => event.type === 'HouseStageRecorded')).toMatchObject({ now: null });
    expect(corrected.find(({ event }) => event.type === 'HouseStarted')!.now).toBeUndefined();
  });
});
