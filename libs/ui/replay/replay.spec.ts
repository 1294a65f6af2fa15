import fc from 'fast-check';
import { id, vnd } from '@ledger/fields';
import { defineDecider, defineEvents, fold, type Decider } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { EventLog } from './event-log';
import { densityOf, indexAt, isLookedAt, orderOf } from './event-order';
import { decoded, StreamFolder } from './stream-folder';

const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
const DAY_MS = 86_400_000;
const dayOf = (number: number): string => new Date(Date.UTC(2024, 0, 1) + number * DAY_MS).toISOString().slice(0, 10);

interface Sample {
  readonly stream: number;
  readonly amount: number;
  /** Days from recording back to the day it took effect. */
  readonly late: number;
}

const events = defineEvents('housing', { HousingNormSet: { norm: id({ vi: 'Định mức', en: 'Norm' }), amount: vnd() } });
/** Events of it fold in any order. */
const norm = defineDecider<{ readonly amounts: ReadonlyMap<string, { readonly amount: bigint; readonly since: string }>; readonly sets: number }>()({
  kind: 'norm', events, initial: { amounts: new Map(), sets: 0 }, rules: () => [],
  evolve: { HousingNormSet: ({ amounts, sets }, { amount }, { effectiveOn, actor }) => ({ amounts: new Map(amounts).set(actor.user, { amount, since: effectiveOn }), sets: sets + 1 }) },
});
const deciders: readonly Decider[] = [norm];

function logOf(samples: readonly Sample[]): EventLog {
  const revisions = new Map<string, number>();
  const log = new EventLog();
  log.append(samples.map(({ stream: number, amount, late }, index): RecordedEvent => {
    const stream = `housing.norm-n${number}`;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return {
      position: String(10 + index * 3), stream, revision: String(revision), id: `e${index}`, type: 'HousingNormSet',
      data: { norm: `n${number}`, amount: String(amount) },
      metadata: { actor: { user: `u${index % 3}`, role: 'program', unit: '10' }, recordedAt: `${dayOf(100 + index)}T03:00:00.000Z`, effectiveOn: dayOf(100 + index - late), commandId: `c${index}`, correlationId: `r${index >> 1}`, causationId: index % 2 === 0 ? `c${index}` : `e${index - 1}`, schemaVersion: 1 },
    };
  }));
  return log;
}

const samples = fc.array(fc.record({ stream: fc.nat(2), amount: fc.integer({ min: 1, max: 1_000_000 }), late: fc.nat(60) }), { maxLength: 200 });

function folded(log: EventLog, places: readonly number[]): unknown {
  return places.reduce((state, place) => {
    const { fact, meta } = decoded(norm, log.at(place)!);
    return fold(norm, state, fact, meta);
  }, norm.initial);
}

describe(`a replay (seed ${seed})`, () => {
  it('shows a stream after any number of its events as the decider folds it, whatever was asked before', () => {
    fc.assert(fc.property(samples, fc.array(fc.tuple(fc.nat(2), fc.nat(200)), { maxLength: 20 }), (all, asked) => {
      const log = logOf(all);
      const folder = new StreamFolder(log, deciders);
      for (const [number, count] of asked) {
        const places = log.ofStream(`housing.norm-n${number}`).slice(0, count);
        expect(folder.after(`housing.norm-n${number}`, places.length).state).toEqual(folded(log, places));
      }
    }), { seed, numRuns: 60 });
  });

  it('shows a stream by effective date as those of its events make it that had taken effect', () => {
    fc.assert(fc.property(samples, fc.nat(320), fc.nat(2), (all, until, number) => {
      const log = logOf(all);
      const stream = `housing.norm-n${number}`;
      const hadEffect = (place: number): boolean => log.at(place)!.metadata.effectiveOn <= dayOf(until);
      expect(new StreamFolder(log, deciders).among(stream, hadEffect).state).toEqual(folded(log, log.ofStream(stream).filter(hadEffect)));
    }), { seed, numRuns: 60 });
  });

  it('keeps the order of recording on its axis, and days first on the other; every event wanted is there once', () => {
    fc.assert(fc.property(samples, (all) => {
      const log = logOf(all);
      expect([...orderOf(log, 'recorded', {}).places]).toEqual(all.map((_, place) => place));
      const { places, times, ranks } = orderOf(log, 'effective', {});
      const byDay = all.map((_, place) => place).sort((a, b) => log.at(a)!.metadata.effectiveOn.localeCompare(log.at(b)!.metadata.effectiveOn) || a - b);
      expect([...places]).toEqual(byDay);
      places.forEach((place, index) => expect(ranks[place]).toBe(index));
      expect([...times]).toEqual([...times].sort((a, b) => a - b));
    }), { seed, numRuns: 60 });
  });

  it('finds the last event not after a time, and counts every event in some bar', () => {
    fc.assert(fc.property(samples.filter((all) => all.length > 0), fc.nat(400), (all, on) => {
      const order = orderOf(logOf(all), 'effective', {});
      const time = Date.parse(dayOf(on));
      expect(indexAt(order, time)).toBe(Math.max(0, [...order.times].findLastIndex((each) => each <= time)));
      expect(densityOf(order, 24).reduce((sum, count) => sum + count, 0)).toBe(all.length);
    }), { seed, numRuns: 60 });
  });
});

describe('a log', () => {
  const log = logOf([{ stream: 0, amount: 1, late: 0 }, { stream: 1, amount: 2, late: 5 }, { stream: 0, amount: 3, late: 0 }]);

  it('knows causes, effects and what came from one request; the command itself is no cause', () => {
    const [first, second, third] = log.events as [RecordedEvent, RecordedEvent, RecordedEvent];
    expect([log.causeOf(first), log.causeOf(second), log.causeOf(third)]).toEqual([undefined, 0, undefined]);
    expect([log.effectsOf(first), log.effectsOf(second)]).toEqual([[1], []]);
    expect(log.relatedTo(first)).toEqual([0, 1]);
  });

  it('takes an event once', () => {
    log.append(log.events.slice(0, 2));
    expect([log.size, log.ofStream('housing.norm-n0')]).toEqual([3, [0, 2]]);
  });

  it.each([
    [{ register: 'funds' }, 0], [{ register: 'housing' }, 3], [{ stream: 'housing.norm-n1' }, 1], [{ actor: 'u2' }, 1], [{ unit: '10' }, 3], [{ unit: '02869' }, 0], [{ type: 'HousingNormSet' }, 3],
    [{ knownAt: '13' }, 2], [{ knownAt: `${dayOf(101)}T23:59:59.999+07:00` }, 2], [{ until: dayOf(96) }, 1],
  ])('has what %j wants', (filter, count) => {
    expect(log.events.filter((event) => isLookedAt(event, filter))).toHaveLength(count);
  });

  it('does not fold a stream that no register keeps, nor an event that does not fit', () => {
    const folder = new StreamFolder(log, deciders);
    expect(folder.after('weather.day-1', 0).decider).toBeUndefined();
    const broken = new EventLog();
    broken.append([{ ...log.at(0)!, type: 'Nonsense' }]);
    expect(new StreamFolder(broken, deciders).after('housing.norm-n0', 1).error).toBeInstanceOf(Error);
  });
});
