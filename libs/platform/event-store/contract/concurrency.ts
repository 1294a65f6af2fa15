import { WrongExpectedRevision, type AppendResult } from '../port';
import { event, events, gathered, ids, pulled, streamName, type Contract } from './fixtures';

const WRITERS = 64;

export function concurrency(contract: Contract): void {
  describe('many writers', () => {
    it(`lets exactly one of ${WRITERS} writers on one stream win each revision`, async () => {
      const stream = streamName();
      const winners: string[] = [];
      for (let revision = 0; revision < 20; revision++) {
        const rivals = events(WRITERS);
        const expected = revision === 0 ? 'no-stream' : BigInt(revision - 1);
        const results = await Promise.allSettled(rivals.map((rival) => contract.store.append(stream, [rival], expected)));
        const won = results.flatMap((result, n) => (result.status === 'fulfilled' ? [n] : []));
        const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
        expect(won).toHaveLength(1);
        expect(lost.every((reason) => reason instanceof WrongExpectedRevision && reason.actual === BigInt(revision))).toBe(true);
        winners.push(rivals[won[0] as number]?.id ?? '');
      }
      expect(ids(await gathered(contract.store.readStream(stream)))).toEqual(winners);
    });

    it('lets every writer finish that reads and tries again', async () => {
      const stream = streamName();
      const writers = contract.stubbornWriters ?? WRITERS;
      await Promise.all(Array.from({ length: writers }, () => appendStubbornly(contract, stream)));
      const found = await gathered(contract.store.readStream(stream));
      expect(found.map((each) => each.revision)).toEqual(found.map((_, n) => BigInt(n)));
      expect(found).toHaveLength(writers);
    });

    it('disturbs no append by a refused one beside it', async () => {
      const [busy, ...streams] = Array.from({ length: 41 }, () => streamName()) as [string, ...string[]];
      await contract.store.append(busy, events(1), 'no-stream');
      const results = await Promise.allSettled(
        streams.flatMap((stream) => [
          contract.store.append(stream, events(2), 'no-stream'),
          contract.store.append(busy, events(1), 'no-stream'),
          contract.store.append(stream, events(2), 1n),
        ]),
      );
      expect(results.map((result) => result.status)).toEqual(streams.flatMap(() => ['fulfilled', 'rejected', 'fulfilled']));
      for (const stream of streams) expect(await gathered(contract.store.readStream(stream))).toHaveLength(4);
      expect(await gathered(contract.store.readStream(busy))).toHaveLength(1);
    });

    it('skips and repeats nothing for who follows, and mixes no two appends in one stream', async () => {
      const streams = Array.from({ length: 8 }, () => streamName('mixed'));
      const from = await contract.store.head();
      const abort = new AbortController();
      const subscription = contract.store.subscribe({ from, batch: 50, filter: { streamPrefixes: streams }, signal: abort.signal });
      const followed = pulled(subscription, abort, (seen) => seen.length >= 1_920);
      const results: AppendResult[] = [];
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < 10; n++) {
          const three = [0, 1, 2].map((part) => event({ writer, n, part }));
          results.push(await contract.store.append(streams[(writer + n) % 8] as string, three, 'any'));
        }
      });
      await Promise.all(writers);
      const { found } = await followed;
      expect(new Set(ids(found)).size).toBe(1_920);
      expect(found.every((each, n) => n === 0 || each.position > (found[n - 1]?.position ?? 0n))).toBe(true);
      expect(new Set(results.map((result) => result.position)).size).toBe(640);
      for (const stream of streams) expectUnmixed(found.filter((each) => each.stream === stream).map((each) => each.data));
    });
  });
}

async function appendStubbornly(contract: Contract, stream: string): Promise<void> {
  for (;;) {
    const [last] = await gathered(contract.store.readStream(stream, { direction: 'backwards', limit: 1 }));
    try {
      await contract.store.append(stream, [event()], last?.revision ?? 'no-stream');
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

function expectUnmixed(found: readonly unknown[]): void {
  for (let n = 0; n < found.length; n += 3) {
    const { writer, n: round } = found[n] as { writer: number; n: number };
    expect(found.slice(n, n + 3)).toEqual([0, 1, 2].map((part) => ({ writer, n: round, part })));
  }
}
