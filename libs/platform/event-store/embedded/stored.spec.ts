import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrongExpectedRevision } from '../port';
import { gathered, ids, pulled } from '../contract/fixtures';
import { openEmbeddedReader, openEmbeddedStore, StreamDeleted, TOMBSTONED, unpack, type EmbeddedStore, type SentEvent } from '.';

const temporary = mkdtempSync(join(tmpdir(), 'event-store-stored-'));
const opened: EmbeddedStore[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => rmSync(temporary, { recursive: true }));

const keep = (store: EmbeddedStore): EmbeddedStore => {
  opened.push(store);
  return store;
};
const open = async (folder = join(temporary, randomUUID())): Promise<EmbeddedStore> => keep(await openEmbeddedStore({ folder }));

const sent = (data: string | Uint8Array = '{"b":1, "a":2}', more: Partial<SentEvent> = {}): SentEvent => ({
  id: randomUUID(), type: 'Sent', isJson: typeof data === 'string', data: Buffer.from(data), metadata: new Uint8Array(), ...more,
});
const own = () => ({ id: randomUUID(), type: 'Own', data: { n: 1 }, metadata: {} });

describe('a file of format 1', () => {
  const folderOfFormat1 = (): string => {
    const folder = join(temporary, randomUUID());
    mkdirSync(folder);
    copyFileSync(join(__dirname, 'testing/format-1.db'), join(folder, 'events.db'));
    return folder;
  };

  it('is read as it is, and upgraded by a writer, with its events and a place for those of clients', async () => {
    const folder = folderOfFormat1();
    const reader = keep(await openEmbeddedReader({ folder }));
    const before = await gathered(reader.readAll());
    expect(before.map((event) => [event.stream, Number(event.revision), event.data['n']])).toEqual([
      ['format.book-0', 0, 0], ['format.book-0', 1, 0], ['format.book-1', 0, 1], ['format.book-1', 1, 1], ['format.book-0', 2, 2], ['format.book-0', 3, 2],
    ]);
    const store = await open(folder);
    expect(await gathered(store.readAll())).toEqual(before);
    const again = { ...before[0]!, data: before[0]!.data, metadata: before[0]!.metadata };
    expect(await store.append('format.book-0', [again, before[1]!], 'no-stream')).toMatchObject({ repeated: true, revision: 1n });
    await store.stored.append('free-1', [sent(Uint8Array.of(0, 255))], 'no-stream');
    await store.append('format.book-1', [own()], 1n);
    // The reader that was open before the upgrade sees the same as everybody.
    expect(ids(await gathered(reader.readAll()))).toEqual(ids(await gathered(store.readAll())));
    expect((await gathered(reader.readAll())).map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 8n]);
  });
});

describe('events as clients send them', () => {
  it('come back byte for byte, text or not', async () => {
    const store = await open();
    const forms = [
      sent('{"b":1,  "a":[2.50]}', { metadata: Buffer.from(' {"$correlationId":"x"} ') }),
      sent('not JSON at all'), sent(''), sent('\uFEFF{"bom":true}'), sent('nul \u0000 byte'), sent(Uint8Array.of(0xff, 0xfe), { isJson: true }),
      sent(Uint8Array.of(1, 2, 3)), sent(new Uint8Array()), sent('{}', { metadata: Uint8Array.of(0x80) }), sent('{}', { isJson: false, metadata: Buffer.from('{}') }),
    ];
    await store.stored.append('free-1', forms, 'any');
    const found = store.stored.ofStream('free-1', 0, TOMBSTONED, false, 100).map((event) =>
      event.packed ? unpack(event.packed) : { isJson: true, data: Buffer.from(event.dataText), metadata: Buffer.from(event.metadataText) });
    expect(found.map(({ isJson, data, metadata }) => [isJson, Buffer.from(data).toString('hex'), Buffer.from(metadata).toString('hex')]))
      .toEqual(forms.map(({ isJson, data, metadata }) => [isJson, Buffer.from(data).toString('hex'), Buffer.from(metadata).toString('hex')]));
  });

  it('are passed over by the port, whose positions move on, and kept apart from the ledger’s own', async () => {
    const store = await open();
    const [first, last] = [own(), own()];
    await store.append('own.book-1', [first], 'any');
    await store.stored.append('free-1', Array.from({ length: 50 }, () => sent()), 'any');
    await store.stored.append('$system', [sent('no JSON')], 'any');
    await store.append('own.book-1', [last], 0n);
    expect(ids(await gathered(store.readAll()))).toEqual([first.id, last.id]);
    expect(ids(await gathered(store.readAll({ direction: 'backwards', limit: 1 })))).toEqual([last.id]);
    expect(await gathered(store.readStream('free-1'))).toEqual([]);
    await store.stored.append('free-1', [sent()], 'any');
    const abort = new AbortController();
    const pull = await pulled(store.subscribe({ signal: abort.signal, batch: 1 }), abort, (_, batch) => batch.live);
    expect(ids(pull.found)).toEqual([first.id, last.id]);
    expect(pull.position).toBe(await store.head());
    expect(await store.head()).toBe(54n);
  });

  it('are the ledger’s own when whoever takes them says so', async () => {
    const store = await open();
    const event = sent('{"a":1}', { metadata: Buffer.from('{}') });
    await store.stored.append('own.book-1', [event], 'no-stream', true);
    expect(await gathered(store.readAll())).toMatchObject([{ id: event.id, data: { a: 1 }, metadata: {}, stream: 'own.book-1' }]);
  });
});

describe('the end of a stream', () => {
  const refusal = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'taken', (error: unknown) => error);

  it('may be soft: writing goes on at the next number, and only what is new is seen', async () => {
    const store = await open();
    await store.stored.append('free-1', [sent(), sent()], 'any');
    expect(await store.stored.delete('free-1', 1n)).toMatchObject({ position: 3n });
    expect(await refusal(store.stored.append('free-1', [sent()], 'stream-exists'))).toBeInstanceOf(StreamDeleted);
    expect(await refusal(store.stored.append('free-1', [sent()], 0n))).toBeInstanceOf(WrongExpectedRevision);
    expect(await store.stored.append('free-1', [sent()], 'no-stream')).toMatchObject({ revision: 2n, position: 5n });
    expect(store.stored.ofStream('$$free-1', 0, TOMBSTONED, false, 10).map(({ dataText }) => dataText)).toEqual(['{"$tb":9223372036854775807}', '{"$tb":2}']);
    expect(await store.stored.append('free-1', [sent()], 'stream-exists')).toMatchObject({ revision: 3n });
  });

  it('may be for good, also before anything was written', async () => {
    const store = await open();
    await store.stored.append('free-1', [sent()], 'any');
    expect(await refusal(store.stored.tombstone('free-1', 4n))).toBeInstanceOf(WrongExpectedRevision);
    await store.stored.tombstone('free-1', 0n);
    await store.stored.tombstone('free-2', 'no-stream');
    for (const stream of ['free-1', 'free-2']) {
      for (const expected of ['any', 'no-stream', 'stream-exists', 0n] as const) {
        expect(await refusal(store.stored.append(stream, [sent()], expected))).toBeInstanceOf(StreamDeleted);
        expect(await refusal(store.stored.delete(stream, expected))).toBeInstanceOf(StreamDeleted);
      }
    }
    expect(store.stored.ofStream('free-1', 0, TOMBSTONED, false, 10).map(({ revision, type }) => [revision, type])).toEqual([[0, 'Sent'], [TOMBSTONED, '$streamDeleted']]);
  });

  it('is known again after the store was closed and opened', async () => {
    const folder = join(temporary, randomUUID());
    const store = await open(folder);
    await store.stored.append('free-1', [sent()], 'any');
    await store.stored.delete('free-1', 'any');
    await store.stored.tombstone('free-2', 'any');
    await store.close();
    const again = await open(folder);
    expect(await refusal(again.stored.append('free-1', [sent()], 'stream-exists'))).toBeInstanceOf(StreamDeleted);
    expect(await refusal(again.stored.append('free-2', [sent()], 'any'))).toBeInstanceOf(StreamDeleted);
  });
});
