import { text } from '@ledger/fields';
import { defineEvents, handle, InvalidFields, type Recorded } from '@ledger/kit';
import fc from 'fast-check';
import { backDated, dayPlus, reusedEvidence, SignalLooks, signalHits, type EventsBetween, type Look } from './index';
import { recordedEvents } from './testing/recorded-events';

const events = defineEvents('paper', { Filed: { matter: text({ label: { vi: 'Việc', en: 'Matter' } }) } });
const reused = reusedEvidence({ name: 'paper.reused', title: { vi: 'a', en: 'a' }, asks: { vi: 'a', en: 'a' }, of: handle(events, { Filed: ({ matter }) => matter }) });
const signals = [backDated, reused];

const anyLedger = fc.array(
  fc.record({
    fact: fc.constantFrom('a', 'b', 'c').map((matter) => events.Filed({ matter })),
    stream: fc.constant('paper.sheet-1'),
    effectiveOn: fc.integer({ min: 0, max: 100 }).map((days) => dayPlus('2024-01-01', days)),
    recordedOn: fc.integer({ min: 0, max: 100 }).map((days) => dayPlus('2024-01-01', days)),
    evidence: fc.array(fc.constantFrom('a'.repeat(64), 'b'.repeat(64)), { maxLength: 1 }),
  }),
  { minLength: 1, maxLength: 30 },
).map((happenings) => recordedEvents(events, happenings));

const over = (ledger: readonly Recorded[], read: bigint[] = []): EventsBetween =>
  async function* (after, until) {
    read.push(after);
    const wanted = ledger.filter(({ position }) => position > after && position <= until);
    for (let at = 0; at < wanted.length; at += 3) yield wanted.slice(at, at + 3);
  };

const looks: readonly Look[] = [{ name: 'ledger.back-dated', parameters: { days: 20 } }, { name: 'paper.reused', parameters: { times: 2 } }];

describe('looking at a ledger that grows', () => {
  it('answers at any position, asked in any order and all at once, as looking from the beginning does', async () => {
    await fc.assert(fc.asyncProperty(anyLedger, fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), async (ledger, positions) => {
      const looking = new SignalLooks(signals, over(ledger));
      const answers = await Promise.all(positions.map((position) => looking.look(looks, BigInt(position))));
      answers.forEach((answer, index) => {
        const until = ledger.filter((event) => event.position <= BigInt(positions[index]!));
        expect(answer).toEqual([signalHits(backDated, { days: 20 }, until), signalHits(reused, { times: 2 }, until)]);
      });
    }));
  });

  it('reads only what is new when it is asked again', async () => {
    const ledger = recordedEvents(events, Array.from({ length: 9 }, () => ({ fact: events.Filed({ matter: 'a' }), stream: 'paper.sheet-1', effectiveOn: '2024-01-01' })));
    const read: bigint[] = [];
    const looking = new SignalLooks(signals, over(ledger, read));
    for (const until of [4n, 9n, 9n]) await looking.look(looks, until);
    expect(read).toEqual([0n, 4n]);
  });

  it('goes on after events that could not be read', async () => {
    let broken = true;
    const ledger = recordedEvents(events, [{ fact: events.Filed({ matter: 'a' }), stream: 'paper.sheet-1', effectiveOn: '2024-01-01', recordedOn: '2024-06-01' }]);
    const looking = new SignalLooks(signals, async function* () {
      yield ledger;
      if (broken) throw new Error('the disk is gone');
    });
    await expect(looking.look(looks, 1n)).rejects.toThrow('the disk is gone');
    broken = false;
    expect((await looking.look(looks, 1n))[0]).toHaveLength(1);
  });

  it('refuses a signal that there is not and parameters out of bounds', async () => {
    const looking = new SignalLooks(signals, over([]));
    await expect(looking.look([{ name: 'paper.other', parameters: {} }], 1n)).rejects.toThrow('there is no signal paper.other');
    await expect(looking.look([{ name: 'paper.reused', parameters: { times: 1 } }], 1n)).rejects.toBeInstanceOf(InvalidFields);
  });
});
