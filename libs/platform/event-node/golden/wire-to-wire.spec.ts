import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode, type RunningNode } from '..';
import { decoded, stream, text } from './messages';
import { RawClient } from './raw-client';

let folder: string;
let store: EmbeddedStore;
let node: RunningNode;
let client: RawClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wire-'));
  store = await openEmbeddedStore({ folder });
  node = await startNode({ store, port: 0, registers: ['own'] });
  client = new RawClient(node.port);
});
afterAll(async () => {
  client.close();
  await node.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const base64 = (content: string): string => Buffer.from(content).toString('base64');
const proposed = (id: string, type = 'Sold') => ({
  id: text(id), about: { type, 'content-type': 'application/json' }, metadata: base64('{"by":"kế toán"}'), data: base64('{"what":"ngô","amount":3}'),
});
const place = (position: string) => ({ commit: position, prepare: position });
const append = (name: string, expected: object, ...ids: readonly string[]) =>
  client.upload('streams.Streams/Append', [['AppendRequest', { options: { stream: stream(name), ...expected } }], ...ids.map((id) => ['AppendRequest', { proposed: proposed(id) }] as const)], 'AppendAnswer');
const recorded = (id: object, name: string, revision: string, position: string) => ({
  id, stream: stream(name), revision, prepare: position, commit: position,
  about: { type: 'Sold', 'content-type': 'application/json', created: expect.stringMatching(/^\d{13}0000$/) },
  metadata: base64('{"by":"kế toán"}'), data: base64('{"what":"ngô","amount":3}'),
});
const readOptions = (name: string, more: object) => ({ options: { stream: { stream: stream(name), start: {} }, count: '10', no_filter: {}, uuid: { text: {} }, ...more } });
/** Zero, and the bits a UUID has. */
const ID = 'ffffffff-0000-4000-8000-000000000001';
const HALVES = { halves: { most: BigInt.asIntN(64, 0xffffffff00004000n).toString(), least: BigInt.asIntN(64, 0x8000000000000001n).toString() } };

it('appends and tells of conflicts', async () => {
  const { success } = await append('w-1', { no_stream: {} }, randomUUID(), randomUUID());
  expect(success).toEqual({ revision: '1', position: place(String(await store.head())) });
  expect(await append('w-1', { no_stream: {} }, randomUUID())).toEqual({ conflict: { revision: '1', expected_no_stream: {} } });
  expect(await append('w-nothing', { revision: '7' }, randomUUID())).toEqual({ conflict: { no_stream: {}, expected_revision: '7' } });
  expect(await append('w-nothing', { exists: {} }, randomUUID())).toEqual({ conflict: { no_stream: {}, expected_exists: {} } });
});

it('appends in batches and tells of conflicts', async () => {
  const batch = client.duplex('streams.Streams/BatchAppend', 'BatchRequest', 'BatchAnswer');
  const request = (id: string, more: object) => ({ correlation: text(id), options: { stream: stream('w-2'), no_stream: {}, deadline: { seconds: '9999999999', nanos: 0 } }, is_final: true, ...more });
  const [first, second] = [randomUUID(), randomUUID()];
  batch.say(request(first, { proposed: [proposed(randomUUID())] }));
  expect(await batch.next()).toMatchObject({ correlation: text(first), success: { revision: '0', position: place(String(await store.head())) } });
  batch.say(request(second, { proposed: [proposed(randomUUID())] }));
  const refused = await batch.next();
  expect(refused).toMatchObject({ correlation: text(second), stream: stream('w-2'), error: { code: 6, details: { type_url: 'type.googleapis.com/event_store.client.WrongExpectedVersion' } } });
  expect(decoded('BatchConflict', Buffer.from(refused!['error'].details.value, 'base64'))).toEqual({ revision: '0', expected_no_stream: {} });
  batch.cancel();
});

it('reads events with every field, their ids in either form, and names a stream that is not there', async () => {
  const { success } = await append('w-đọc', { any: {} }, ID);
  const position = success.position.commit as string;
  for (const [uuid, id] of [[{ text: {} }, text(ID)], [{ halves: {} }, HALVES]] as const) {
    const answers = client.read('streams.Streams/Read', ['ReadRequest', readOptions('w-đọc', { uuid })], 'ReadAnswer');
    expect(await answers.next()).toEqual({ event: { event: recorded(id, 'w-đọc', '0', position), commit: position } });
    expect(await answers.next()).toBeUndefined();
  }
  const missing = client.read('streams.Streams/Read', ['ReadRequest', readOptions('w-không', {})], 'ReadAnswer');
  expect(await missing.next()).toEqual({ stream_not_found: { stream: stream('w-không') } });
});

it('gives a link and what it stands for', async () => {
  await append('linked-1', { any: {} }, randomUUID());
  const answers = client.read('streams.Streams/Read', ['ReadRequest', readOptions('$ce-linked', { resolve_links: true })], 'ReadAnswer');
  const answer = await answers.next();
  expect(answer).toMatchObject({ event: { event: { stream: stream('linked-1'), revision: '0' }, link: { stream: stream('$ce-linked'), revision: '0', data: base64('0@linked-1'), about: { type: '$>' } } } });
});

it('subscribes with a filter: confirmation, events, checkpoints, caught up', async () => {
  await append('sub-1', { any: {} }, ...Array.from({ length: 40 }, () => randomUUID()));
  const options = { all: { start: {} }, subscription: {}, filter: { stream: { prefix: ['sub-'] }, max: 5, checkpoint_multiplier: 1 }, uuid: { text: {} } };
  const answers = client.read('streams.Streams/Read', ['ReadRequest', { options }], 'ReadAnswer');
  expect(await answers.next()).toEqual({ confirmed: { id: expect.any(String) } });
  const kinds = new Map<string, number>();
  for (let answer = await answers.next(); answer !== undefined && answer['caught_up'] === undefined; answer = await answers.next()) {
    const kind = Object.keys(answer)[0]!;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kind === 'checkpoint') expect(answer['checkpoint'].commit).toBe(answer['checkpoint'].prepare);
  }
  expect(kinds.get('event')).toBe(40);
  expect(kinds.get('checkpoint')).toBeGreaterThan(3);
  answers.cancel();
});

it('deletes and tombstones', async () => {
  await append('gone-1', { any: {} }, randomUUID());
  const remove = (method: string, expected: object) => client.unary(`streams.Streams/${method}`, ['RemoveRequest', { options: { stream: stream('gone-1'), ...expected } }], 'RemoveAnswer');
  const deleted = await remove('Delete', { revision: '0' });
  expect(deleted).toEqual({ position: place(String(await store.head())) });
  expect(await remove('Tombstone', { any: {} })).toEqual({ position: place(String(await store.head())) });
});

it('keeps a group and consumes it, ids as two halves', async () => {
  const PERSISTENT = 'persistent_subscriptions.PersistentSubscriptions';
  const { success } = await append('group-1', { any: {} }, ID);
  const position = success.position.commit as string;
  const settings = {
    resolve_links: true, extra_statistics: true, message_timeout_ticks: '50000000', max_retry_count: 3, checkpoint_after_ms: 1_500, min_checkpoint_count: 4,
    max_checkpoint_count: 1, max_subscriber_count: 6, live_buffer_size: 7, read_batch_size: 8, history_buffer_size: 9, strategy: 'PinnedByCorrelation',
  };
  const create = { options: { group: 'nhóm', on_all: { start: {}, filter: { stream: { prefix: ['group-'] }, count: {}, checkpoint_multiplier: 1 } }, settings } };
  expect(await client.unary(`${PERSISTENT}/Create`, ['GroupRequest', create], 'Nothing')).toEqual({});
  const consumer = client.duplex(`${PERSISTENT}/Read`, 'ConsumerFrame', 'ConsumerAnswer');
  consumer.say({ options: { all: {}, group: 'nhóm', buffer_size: 2, uuid: { halves: {} } } });
  expect(await consumer.next()).toEqual({ confirmed: { id: '$all::nhóm' } });
  // The generated classes leave out what is zero.
  const { revision: _zero, ...event } = recorded(HALVES, 'group-1', '0', position);
  expect(await consumer.next()).toEqual({ event: { event, commit: position, retry_count: 0 } });
  consumer.say({ nack: { ids: [HALVES], action: 2, reason: 'later' } });
  expect(await consumer.next()).toEqual({ event: { event, commit: position, retry_count: 1 } });
  consumer.say({ ack: { ids: [HALVES] } });
  for (let look = 0; ; look += 1) {
    const { info } = await client.unary(`${PERSISTENT}/GetInfo`, ['GroupQuestion', { options: { all: {}, group: 'nhóm' } }], 'GroupAnswer');
    if (info.last_checkpointed === '' && look < 100) continue;
    expect(info).toMatchObject({
      source: '$all', group: 'nhóm', start_from: 'C:0/P:0', last_checkpointed: expect.stringMatching(/^C:\d+\/P:\d+$/), message_timeout_ms: 5_000, max_retry_count: 3, checkpoint_after_ms: 1_500,
      min_checkpoint_count: 4, max_checkpoint_count: 1, max_subscriber_count: 6, live_buffer_size: 7, read_batch_size: 8, buffer_size: 9, strategy: 'PinnedByCorrelation', resolve_links: true, extra_statistics: true, total_items: '2',
    });
    expect(info.connections).toMatchObject([{ available_slots: 2, total_items: '2' }]);
    break;
  }
  const { groups } = await client.unary(`${PERSISTENT}/List`, ['ListRequest', { options: { of: { all: {} } } }], 'ListAnswer');
  expect(groups.map(({ group }: { group: string }) => group)).toEqual(['nhóm']);
  expect(await client.unary(`${PERSISTENT}/ReplayParked`, ['ReplayRequest', { options: { group: 'nhóm', all: {}, no_limit: {} } }], 'Nothing')).toEqual({});
  expect(await client.unary(`${PERSISTENT}/Delete`, ['GroupDeletion', { options: { all: {}, group: 'nhóm' } }], 'Nothing')).toEqual({});
});

it('says who it is and what it can do', async () => {
  const { members } = await client.unary('gossip.Gossip/Read', ['Nothing', {}], 'ClusterAnswer');
  expect(members).toEqual([{ id: expect.anything(), ticks: expect.stringMatching(/^\d{17}$/), state: 8, is_alive: true, address: { host: '127.0.0.1', port: node.port } }]);
  const { methods } = await client.unary('server_features.ServerFeatures/GetSupportedMethods', ['Nothing', {}], 'FeaturesAnswer');
  const named = (service: string, name: string) => methods.find((method: { service: string; name: string }) => method.service.endsWith(service) && method.name === name);
  expect(named('streams.streams', 'batchappend')).toBeDefined();
  expect(named('persistentsubscriptions', 'create').features).toEqual(expect.arrayContaining(['stream', 'all']));
  const stats = client.read('monitoring.Monitoring/Stats', ['StatsRequest', { use_metadata: false, period_ms: '1000' }], 'StatsAnswer');
  expect(Object.keys((await stats.next())?.['stats'])).not.toHaveLength(0);
  stats.cancel();
});
