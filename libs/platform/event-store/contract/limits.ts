import { APPEND_EVENTS_MAX, EVENT_BYTES_MAX, InvalidEvent, type EventToAppend } from '../port';
import { event, events, gathered, streamName, type Contract } from './fixtures';

const FRAME_BYTES = '{"text":""}'.length + '{}'.length;

/** An event of exactly `bytes` bytes of data and metadata, in a two- or three-byte letter where it fits. */
function eventOf(bytes: number, letter: string): EventToAppend {
  const width = Buffer.byteLength(letter);
  const room = bytes - FRAME_BYTES;
  return { ...event({ text: letter.repeat(Math.floor(room / width)) + 'x'.repeat(room % width) }), metadata: {} };
}

export function limits(contract: Contract): void {
  describe('limits', () => {
    for (const letter of ['x', 'đ', 'ế']) {
      it(`takes an event of exactly 1 MiB and refuses one byte more (${letter})`, async () => {
        const stream = streamName();
        const most = contract.appendBytesMax === undefined ? EVENT_BYTES_MAX : contract.appendBytesMax - 2 * event().type.length;
        const largest = eventOf(most, letter);
        await contract.store.append(stream, [largest], 'no-stream');
        const tooLarge = eventOf(most + 1, letter);
        await expect(contract.store.append(stream, [event(), tooLarge], 0n)).rejects.toBeInstanceOf(InvalidEvent);
        const found = await gathered(contract.store.readStream(stream));
        expect(found).toHaveLength(1);
        expect(found[0]?.data).toEqual(largest.data);
      });
    }

    it('takes several large events at once, or refuses them together where the whole append is limited', async () => {
      const stream = streamName();
      const several = ['x', 'đ', 'ế'].map((letter) => eventOf(EVENT_BYTES_MAX / 2, letter));
      const attempt = contract.store.append(stream, several, 'no-stream');
      if (contract.appendBytesMax === undefined) await expect(attempt).resolves.toMatchObject({ revision: 2n });
      else await expect(attempt).rejects.toBeInstanceOf(InvalidEvent);
      expect(await gathered(contract.store.readStream(stream))).toHaveLength(contract.appendBytesMax === undefined ? 3 : 0);
    });

    it(`takes ${APPEND_EVENTS_MAX} events at once and no more, nor none`, async () => {
      const stream = streamName();
      await expect(contract.store.append(stream, events(APPEND_EVENTS_MAX + 1), 'any')).rejects.toBeInstanceOf(InvalidEvent);
      await expect(contract.store.append(stream, [], 'any')).rejects.toBeInstanceOf(InvalidEvent);
      expect(await gathered(contract.store.readStream(stream))).toEqual([]);
      const result = await contract.store.append(stream, events(APPEND_EVENTS_MAX), 'no-stream');
      expect(result.revision).toBe(BigInt(APPEND_EVENTS_MAX - 1));
    });

    const unacceptable: readonly [string, Partial<Record<keyof EventToAppend, unknown>>][] = [
      ['an id that is no UUID', { id: 'one' }],
      ['an id in capitals', { id: 'A5C30000-0000-4000-8000-000000000000' }],
      ['no type', { type: '' }],
      ['NaN', { data: { amount: Number.NaN } }],
      ['infinity', { data: { amount: Number.POSITIVE_INFINITY } }],
      ['minus zero', { data: { amount: -0 } }],
      ['an unsafe integer', { data: { amount: 2 ** 53 } }],
      ['a bigint', { data: { amount: 1n } }],
      ['undefined', { data: { amount: undefined } }],
      ['half a surrogate pair', { data: { text: '\ud83c' } }],
      ['text that is not NFC', { data: { text: 'Lào Cai'.normalize('NFD') } }],
      ['a key with other characters', { metadata: { 'a-b': 1 } }],
      ['a date', { data: { on: new Date(0) } }],
      ['data that is no object', { data: [] }],
      ['no metadata', { metadata: undefined }],
    ];
    for (const [what, part] of unacceptable) {
      it(`refuses ${what}, and the whole append with it`, async () => {
        const stream = streamName();
        const bad = { ...event(), ...part } as EventToAppend;
        await expect(contract.store.append(stream, [event(), bad], 'any')).rejects.toBeInstanceOf(InvalidEvent);
        expect(await gathered(contract.store.readStream(stream))).toEqual([]);
      });
    }

    for (const name of ['', 'contract.\u0000', 'contract.\ud83c', `contract.${'x'.repeat(600)}`]) {
      it(`refuses the stream name ${JSON.stringify(name.slice(0, 20))} of ${name.length} characters`, async () => {
        await expect(contract.store.append(name, [event()], 'any')).rejects.toBeInstanceOf(InvalidEvent);
      });
    }
  });
}
