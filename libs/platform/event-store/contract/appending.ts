import { randomUUID } from 'node:crypto';
import { WrongExpectedRevision, type ExpectedRevision } from '../port';
import { event, events, gathered, ids, streamName, type Contract } from './fixtures';

const EXPECTED: readonly ExpectedRevision[] = ['no-stream', 'any', 'stream-exists', 0n, 1n, 2n, 9_007_199_254_740_993n];

/** Whether new events may be appended to a stream of `length` events. */
const accepted = (length: number, expected: ExpectedRevision): boolean =>
  expected === 'any' ||
  (expected === 'stream-exists' && length > 0) ||
  (expected === 'no-stream' && length === 0) ||
  expected === BigInt(length) - 1n;

export function appending(contract: Contract): void {
  describe('appending', () => {
    for (const length of [0, 1, 3]) {
      for (const expected of EXPECTED) {
        const verdict = accepted(length, expected) ? 'accepts' : 'refuses';
        it(`${verdict} expected revision ${expected} on a stream of ${length} events`, async () => {
          const stream = streamName();
          if (length > 0) await contract.store.append(stream, events(length), 'no-stream');
          await appendNew(contract, stream, length, expected);
        });
      }
    }

    it('records many events of one append together, in order, with dense revisions and rising positions', async () => {
      const stream = streamName();
      const appended = events(100);
      const result = await contract.store.append(stream, appended, 'no-stream');
      const found = await gathered(contract.store.readStream(stream));
      expect(ids(found)).toEqual(ids(appended));
      expect(found.map((each) => each.revision)).toEqual(appended.map((_, n) => BigInt(n)));
      expect(found.every((each, n) => n === 0 || each.position > (found[n - 1]?.position ?? 0n))).toBe(true);
      expect(result).toEqual({ revision: 99n, position: found[99]?.position, repeated: false });
      if (contract.densePositions) expect(result.position - (found[0]?.position ?? 0n)).toBe(99n);
    });

    it('gives back what was appended, with its stream and the time of writing', async () => {
      const stream = streamName();
      const before = Date.now();
      const written = {
        id: randomUUID(),
        type: 'FundsAssigned',
        data: { zebra: [1, -2.5, null, true, 'Lào Cai'], amount: '9223372036854775807', nested: { b: 1, a: { c: '"\\\n\u0007' } } },
        metadata: { actor: { user: 'Nguyễn Thị Hằng' }, recordedAt: new Date(before).toISOString() },
      };
      const { position } = await contract.store.append(stream, [written], 'no-stream');
      const [found] = await gathered(contract.store.readStream(stream));
      expect(found).toEqual({ ...written, stream, revision: 0n, position, created: expect.any(Number) });
      // Another machine may have written it, so its clock may differ a little; a node of ours tells the event's own time.
      expect(Math.abs((found?.created ?? 0) - before)).toBeLessThan(60_000);
    });

    it('keeps stream names of any script apart', async () => {
      const suffix = randomUUID();
      const names = ['xã-Bản Hồ', 'xã-Bản Hố', '区-一', 'Ω ≈ ç', '🏠', 'a b/c?d#e%20'].map((name) => `contract.${name}-${suffix}`);
      for (const name of names) await contract.store.append(name, [event({ name })], 'no-stream');
      for (const name of names) {
        const found = await gathered(contract.store.readStream(name));
        expect(found.map((each) => [each.stream, each.data])).toEqual([[name, { name }]]);
        await expect(contract.store.append(name, [event()], 'no-stream')).rejects.toMatchObject({ stream: name, actual: 0n });
      }
    });

    it('is at the head once acknowledged', async () => {
      const { position } = await contract.store.append(streamName(), events(2), 'any');
      expect(await contract.store.head()).toBeGreaterThanOrEqual(position);
    });
  });
}

async function appendNew(contract: Contract, stream: string, length: number, expected: ExpectedRevision): Promise<void> {
  const attempt = contract.store.append(stream, events(2), expected);
  if (accepted(length, expected)) {
    await expect(attempt).resolves.toMatchObject({ revision: BigInt(length + 1), repeated: false });
  } else {
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WrongExpectedRevision);
    expect(error).toMatchObject({ stream, expected, actual: length === 0 ? 'no-stream' : BigInt(length) - 1n });
  }
  const left = await gathered(contract.store.readStream(stream));
  expect(left).toHaveLength(accepted(length, expected) ? length + 2 : length);
}
