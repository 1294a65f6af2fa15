import { text } from '@ledger/fields';
import { defineEvents, handle, InvalidFields, type Recorded } from '@ledger/kit';
import fc from 'fast-check';
import { backDated, dayPlus, daysBetween, parametersOf, reusedEvidence, samePerson, seenText, signalHits } from './index';
import { recordedEvents, type Happening } from './testing/recorded-events';

const events = defineEvents('paper', { Asked: { matter: text({ label: { vi: 'Việc', en: 'Matter' } }) }, Decided: { matter: text({ label: { vi: 'Việc', en: 'Matter' } }) } });
const words = { title: { vi: 'a', en: 'a' }, asks: { vi: 'b', en: 'b' } };
const onePerson = samePerson({
  name: 'paper.one-person', ...words,
  asked: handle(events, { Asked: ({ matter }) => ({ id: matter }) }),
  decided: handle(events, { Decided: ({ matter }) => ({ id: matter }) }),
});
const reused = reusedEvidence({ name: 'paper.reused', ...words, of: handle(events, { Asked: ({ matter }) => matter, Decided: ({ matter }) => matter }) });
const signals = [backDated, onePerson, reused] as const;

const hash = (n: number): string => n.toString(16).padStart(64, '0');
const anyDay = fc.integer({ min: 0, max: 800 }).map((days) => dayPlus('2024-01-01', days));
const anyHappening: fc.Arbitrary<Happening> = fc.record({
  fact: fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c')).map(([asks, matter]) => (asks ? events.Asked({ matter }) : events.Decided({ matter }))),
  stream: fc.constantFrom('paper.sheet-1', 'paper.sheet-2'),
  by: fc.constantFrom('an', 'binh'),
  role: fc.constantFrom('officer', 'process'),
  effectiveOn: anyDay,
  recordedOn: anyDay,
  evidence: fc.array(fc.integer({ min: 1, max: 3 }).map(hash), { maxLength: 2 }),
  command: fc.integer({ min: 1, max: 5 }).map((n) => `command-${n}`),
  origin: fc.constantFrom(undefined, 'migration' as const),
});
const anyLedger = fc.array(anyHappening, { maxLength: 25 }).map((happenings) => recordedEvents(events, happenings));
const keysOf = (ledger: readonly Recorded[], signal: (typeof signals)[number], parameters: object = {}): readonly string[] => signalHits(signal, parametersOf(signal, { ...parameters }) as never, ledger).map(({ key }) => key);

describe('every signal', () => {
  it.each(signals.map((signal) => [signal.name, signal] as const))('%s sees the same in the same events, names them in order and each sighting once', (_, signal) => {
    fc.assert(fc.property(anyLedger, (ledger) => {
      const hits = signalHits(signal, signal.standard as never, ledger);
      expect(signalHits(signal, signal.standard as never, ledger)).toEqual(hits);
      expect(new Set(hits.map(({ key }) => key)).size).toBe(hits.length);
      for (const { events: named, on, values } of hits) {
        const positions = named.map(({ position }) => Number(position));
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
        for (const { position, id } of named) expect(ledger[Number(position) - 1]!.id).toBe(id);
        expect(on).toBe(String(ledger[positions.at(-1)! - 1]!.metadata['recordedAt']).slice(0, 10));
        for (const language of ['vi', 'en'] as const) expect(seenText(signal, values, language)).not.toMatch(/[{}]/);
      }
      const lasts = hits.map(({ events: named }) => Number(named.at(-1)!.position));
      expect(lasts).toEqual([...lasts].sort((a, b) => b - a));
    }));
  });

  it.each(signals.map((signal) => [signal.name, signal] as const))('%s as of a position is what the events until then give, whatever came after', (_, signal) => {
    fc.assert(fc.property(anyLedger, fc.nat(25), (ledger, position) => {
      const until = ledger.filter((event) => event.position <= BigInt(position));
      const then = signalHits(signal, signal.standard as never, until);
      for (const { events: named } of then) for (const event of named) expect(Number(event.position)).toBeLessThanOrEqual(position);
      // Nothing that was seen is unseen because of what came later: these signals only gather.
      const now = new Set(keysOf(ledger, signal));
      for (const { key } of then) expect(now).toContain(key);
    }));
  });
});

describe('back-dated', () => {
  it('finds exactly the commands of persons recorded more days after their effective day', () => {
    fc.assert(fc.property(anyLedger, fc.integer({ min: 1, max: 400 }), (ledger, days) => {
      const expected = ledger.filter(({ metadata }) => (metadata['actor'] as { role: string }).role !== 'process' && metadata['origin'] === undefined && daysBetween(String(metadata['effectiveOn']), String(metadata['recordedAt']).slice(0, 10)) > days);
      expect(new Set(keysOf(ledger, backDated, { days }))).toEqual(new Set(expected.map(({ metadata }) => metadata['commandId'])));
    }));
  });

  it('says how many days', () => {
    const [hit] = signalHits(backDated, { days: 30 }, recordedEvents(events, [{ fact: events.Asked({ matter: 'a' }), stream: 'paper.sheet-1', effectiveOn: '2024-12-20', recordedOn: '2025-02-14' }]));
    expect(seenText(backDated, hit!.values, 'vi')).toBe('Ghi nhận ngày 14/02/2025 nhưng có hiệu lực từ 20/12/2024, trước đó 56 ngày');
  });
});

describe('one person', () => {
  const asked = (by: string, matter = 'a'): Happening => ({ fact: events.Asked({ matter }), stream: 'paper.sheet-1', by, effectiveOn: '2024-01-01' });
  const decided = (by: string, matter = 'a', role = 'approver'): Happening => ({ fact: events.Decided({ matter }), stream: 'paper.sheet-1', by, role, effectiveOn: '2024-01-02' });

  it.each([
    ['two persons', [asked('an'), decided('binh')], 0],
    ['one person under two roles', [asked('an'), decided('an')], 1],
    ['one person, and a delegate of the same person', [asked('an'), { ...decided('binh'), lentBy: 'an' }], 1],
    ['a delegate, and the same person', [{ ...asked('binh'), lentBy: 'an' }, decided('an')], 1],
    ['a delegate of somebody else', [asked('an'), { ...decided('binh'), lentBy: 'chi' }], 0],
    ['one person, two matters', [asked('an'), decided('an', 'b')], 0],
    ['one of two who asked', [asked('an'), asked('binh'), decided('an')], 1],
    ['decided before it was asked for', [decided('an'), asked('an')], 0],
  ])('%s', (_, happenings, expected) => {
    expect(signalHits(onePerson, {}, recordedEvents(events, happenings))).toHaveLength(expected);
  });
});

describe('evidence', () => {
  it('is reused when it is named for as many different matters, and for one matter as often as one likes', () => {
    fc.assert(fc.property(anyLedger, fc.integer({ min: 2, max: 3 }), (ledger, times) => {
      const matters = new Map<string, Set<unknown>>();
      for (const { data, metadata } of ledger) for (const sha of metadata['evidence'] as string[]) matters.set(sha, (matters.get(sha) ?? new Set()).add(data['matter']));
      expect(new Set(keysOf(ledger, reused, { times }))).toEqual(new Set([...matters].filter(([, of]) => of.size >= times).map(([sha]) => sha)));
    }));
  });
});

describe('parameters', () => {
  it('are the standard ones unless given, as JSON or as typed', () => {
    expect(parametersOf(backDated, {})).toEqual({ days: 30 });
    expect(parametersOf(backDated, { days: '45' })).toEqual({ days: 45 });
  });
  it.each([{ days: 0 }, { days: 3_651 }, { days: 'many' }, { weeks: 2 }])('refuses %j', (given) => {
    expect(() => parametersOf(backDated, given)).toThrow(InvalidFields);
  });
});
