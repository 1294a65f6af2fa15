import type { EventFilter, RecordedEvent } from '../port';
import { event, events, gathered, ids, streamName, type Contract } from './fixtures';

export function reading(contract: Contract): void {
  describe('reading a stream', () => {
    const stream = streamName();
    const written = events(2_500);
    const want = (revisions: readonly number[]): string[] => revisions.map((n) => written[n]?.id ?? '');
    const count = (from: number, to: number): number[] =>
      Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => from + Math.sign(to - from) * n);
    beforeAll(() => contract.store.append(stream, written, 'no-stream'));

    const cases: readonly [string, Parameters<Contract['store']['readStream']>[1], number[]][] = [
      ['from the first', {}, count(0, 2_499)],
      ['from a revision', { from: 2_000n }, count(2_000, 2_499)],
      ['the first few', { limit: 3 }, count(0, 2)],
      ['some in the middle', { from: 995n, limit: 10 }, count(995, 1_004)],
      ['more than a page', { from: 1n, limit: 1_500 }, count(1, 1_500)],
      ['from the last', { direction: 'backwards' }, count(2_499, 0)],
      ['the last one', { direction: 'backwards', limit: 1 }, [2_499]],
      ['backwards from a revision', { direction: 'backwards', from: 1_004n, limit: 10 }, count(1_004, 995)],
      ['backwards from beyond the last', { direction: 'backwards', from: 9_999n, limit: 2 }, [2_499, 2_498]],
      ['backwards from the first', { direction: 'backwards', from: 0n }, [0]],
      ['from beyond the last', { from: 2_500n }, []],
      ['with a limit of none', { limit: 0 }, []],
    ];
    for (const [what, options, revisions] of cases) {
      it(`reads ${what}`, async () => {
        expect(ids(await gathered(contract.store.readStream(stream, options)))).toEqual(want(revisions));
      });
    }

    it('reads a stream that does not exist as empty', async () => {
      expect(await gathered(contract.store.readStream(streamName()))).toEqual([]);
      expect(await gathered(contract.store.readStream(streamName(), { direction: 'backwards' }))).toEqual([]);
    });
  });

  describe('reading everything', () => {
    const [funds, houses] = [streamName('funds'), streamName('housing')];
    let start = 0n;
    let written: RecordedEvent[] = [];
    const all = (options: object = {}): Promise<RecordedEvent[]> => gathered(contract.store.readAll({ from: start, ...options }));
    const own: EventFilter = { streamPrefixes: [funds, houses] };

    beforeAll(async () => {
      start = await contract.store.head();
      for (let round = 0; round < 30; round++) {
        await contract.store.append(funds, events(20, round % 2 === 0 ? 'FundsAssigned' : 'FundsPaid'), 'any');
        await contract.store.append(houses, events(20, 'HouseProposed'), 'any');
      }
      written = [...(await gathered(contract.store.readStream(funds))), ...(await gathered(contract.store.readStream(houses)))];
      written.sort((one, other) => (one.position < other.position ? -1 : 1));
    });

    it('gives every event once, in the order of positions, as its stream gives it', async () => {
      expect(await all({ filter: own })).toEqual(written);
      const positions = written.map((each) => each.position);
      if (contract.densePositions) expect(positions).toEqual(positions.map((_, n) => start + 1n + BigInt(n)));
    });

    it('resumes after any position', async () => {
      for (const n of [0, 1, 599, 1_000, 1_198, 1_199]) {
        const rest = await all({ from: written[n]?.position, filter: own });
        expect(ids(rest)).toEqual(ids(written.slice(n + 1)));
      }
    });

    it('reads backwards from the end and from a position', async () => {
      const backwards = [...written].reverse();
      const last = await all({ from: undefined, direction: 'backwards', filter: own, limit: 1_100 });
      expect(ids(last)).toEqual(ids(backwards.slice(0, 1_100)));
      const before = await all({ from: written[700]?.position, direction: 'backwards', filter: own, limit: 300 });
      expect(ids(before)).toEqual(ids(written.slice(400, 700).reverse()));
    });

    it('keeps to the limit, filtered and not', async () => {
      expect(ids(await all({ limit: 1_100, filter: own }))).toEqual(ids(written.slice(0, 1_100)));
      expect(await all({ limit: 7 })).toHaveLength(7);
      expect(await all({ limit: 0 })).toEqual([]);
    });

    const filters: readonly [string, EventFilter, (each: RecordedEvent) => boolean][] = [
      ['one stream', { streamPrefixes: [houses] }, (each) => each.stream === houses],
      ['a type', { ...own, types: ['FundsPaid'] }, (each) => each.type === 'FundsPaid'],
      ['either of two types', { ...own, types: ['FundsPaid', 'HouseProposed'] }, (each) => each.type !== 'FundsAssigned'],
      ['a stream and a type that never meet', { streamPrefixes: [houses], types: ['FundsPaid'] }, () => false],
      ['no stream at all', { streamPrefixes: [] }, () => false],
      ['no type at all', { types: [] }, () => false],
    ];
    for (const [what, filter, keeps] of filters) {
      it(`filters by ${what}`, async () => {
        expect(ids(await all({ filter }))).toEqual(ids(written.filter(keeps)));
      });
    }

    it('takes a prefix as it is written, with no wildcards and with every letter of its own', async () => {
      const odd = `${streamName('100%_á')}`;
      await contract.store.append(odd, [event()], 'no-stream');
      const stem = odd.slice(0, -1);
      expect(await all({ filter: { streamPrefixes: [stem] } })).toHaveLength(1);
      for (const miss of ['contract.100%', 'contract.100__', 'contract.100%_a', 'CONTRACT.100'].map((prefix) => prefix + stem.slice(16))) {
        expect(await all({ filter: { streamPrefixes: [miss] } })).toEqual([]);
      }
    });

    it('ends at what was there, and begins at nothing beyond the head', async () => {
      const head = await contract.store.head();
      expect(await all({ from: head })).toEqual([]);
      expect(await all({ from: head + 1_000n })).toEqual([]);
      expect(await all({ from: 0n, direction: 'backwards' })).toEqual([]);
    });
  });
}
