import { WrongExpectedRevision, type ExpectedRevision } from '../port';
import { event, events, gathered, ids, streamName, type Contract } from './fixtures';

export function repeating(contract: Contract): void {
  describe('repeating an append', () => {
    const cases: readonly [ExpectedRevision, number][] = [
      ['no-stream', 0],
      [1n, 2],
      ['any', 0],
      ['any', 2],
      ['stream-exists', 2],
    ];
    for (const [expected, before] of cases) {
      it(`answers as at first and records nothing: expected ${expected}, ${before} events before, more since`, async () => {
        const stream = streamName();
        if (before > 0) await contract.store.append(stream, events(before), 'no-stream');
        const repeated = events(3);
        const first = await contract.store.append(stream, repeated, expected);
        expect(await contract.store.append(stream, repeated, expected)).toEqual({ ...first, repeated: true });
        await contract.store.append(stream, events(4), first.revision);
        expect(await contract.store.append(stream, repeated, expected)).toEqual({ ...first, repeated: true });
        expect(await gathered(contract.store.readStream(stream))).toHaveLength(before + 7);
      });
    }

    it('answers a repeat of the first events with the receipt of those', async () => {
      const stream = streamName();
      const appended = events(3);
      await contract.store.append(stream, appended, 'no-stream');
      expect(await contract.store.append(stream, appended.slice(0, 2), 'no-stream')).toMatchObject({ revision: 1n, repeated: true });
    });

    it('refuses the same events and a new one, another order, and the same events expected elsewhere', async () => {
      const stream = streamName();
      const appended = events(2);
      const [one, two] = appended as [ReturnType<typeof event>, ReturnType<typeof event>];
      await contract.store.append(stream, appended, 'no-stream');
      for (const expected of ['no-stream', 'any'] as const) {
        for (const other of [[one, two, event()], [two, one], [one, event()]]) {
          await expect(contract.store.append(stream, other, expected)).rejects.toBeInstanceOf(WrongExpectedRevision);
        }
      }
      await expect(contract.store.append(stream, appended, 0n)).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(ids(await gathered(contract.store.readStream(stream)))).toEqual(ids(appended));
    });

    it('takes the same id in another stream as another event', async () => {
      const same = event();
      const streams = [streamName(), streamName()];
      for (const stream of streams) {
        expect(await contract.store.append(stream, [same], 'any')).toMatchObject({ revision: 0n, repeated: false });
      }
    });

    it('records an append once when it is sent many times at once', async () => {
      const stream = streamName();
      const appended = events(2);
      const results = await Promise.all(Array.from({ length: 20 }, () => contract.store.append(stream, appended, 'no-stream')));
      expect(new Set(results.map((result) => result.position)).size).toBe(1);
      expect(await gathered(contract.store.readStream(stream))).toHaveLength(2);
    });

    it('knows a repeat after the store was closed and opened again', async () => {
      const appended = events(2);
      const streams = { exact: streamName(), any: streamName() };
      const exact = await contract.store.append(streams.exact, appended, 'no-stream');
      const any = await contract.store.append(streams.any, appended, 'any');
      if (!(await contract.reopen())) console.info('This adapter cannot be reopened: repeats are checked on the open store.');
      expect(await contract.store.append(streams.exact, appended, 'no-stream')).toEqual({ ...exact, repeated: true });
      expect(await contract.store.append(streams.any, appended, 'any')).toEqual({ ...any, repeated: true });
    });
  });
}
