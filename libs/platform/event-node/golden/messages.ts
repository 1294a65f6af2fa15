import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import gossip from '@eventstore/db-client/generated/gossip_pb';
import monitoring from '@eventstore/db-client/generated/monitoring_pb';
import persistent from '@eventstore/db-client/generated/persistent_pb';
import features from '@eventstore/db-client/generated/serverfeatures_pb';
import shared from '@eventstore/db-client/generated/shared_pb';
import streams from '@eventstore/db-client/generated/streams_pb';
import protobuf from 'protobufjs';

/** A generated class, as far as bytes go. */
export interface GeneratedClass {
  deserializeBinary(bytes: Uint8Array): { serializeBinary(): Uint8Array };
}

/** One message with every field that matters set: 64-bit numbers as decimal strings, bytes as base64. */
export interface Sample {
  readonly name: string;
  /** Its name in `wire.proto`. */
  readonly type: string;
  readonly generated: GeneratedClass;
  readonly value: object;
}

const root = protobuf.parse(readFileSync(join(__dirname, 'wire.proto'), 'utf8'), { keepCase: true }).root;

/** Bytes of a message by the second codec. */
export function encoded(type: string, value: object): Buffer {
  const message = root.lookupType(type);
  return Buffer.from(message.encode(message.fromObject(value)).finish());
}

/** A message as the second codec reads it, in the form samples have. Fails on bytes it does not know. */
export function decoded(type: string, bytes: Uint8Array): Record<string, any> {
  return root.lookupType(type).toObject(root.lookupType(type).decode(bytes), { longs: String, bytes: String, oneofs: false });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const stream = (name: string): object => ({ name: base64(name) });
export const text = (id: string): object => ({ text: id });
const ID = '0d2e8f6a-5b1c-4f3e-9a7d-2c4b6e8f0a1b';
const NEXT_ID = 'ffffffff-0000-4000-8000-000000000001';
const MOST = '18446744073709551615';
const place = { commit: '9007199254740993', prepare: '9007199254740993' };
const about = { type: 'FundsDisbursed', 'content-type': 'application/json' };
const proposed = { id: text(ID), about, metadata: base64('{"actor":"kế toán"}'), data: base64('{"amount":"1500000000"}') };
const recorded = {
  id: text(ID),
  stream: stream('funds.line-Mường'),
  revision: '7',
  prepare: '42',
  commit: '42',
  about: { ...about, created: '17000000000000000' },
  metadata: base64('{"actor":"x"}'),
  data: base64('{"a":1}'),
};
const link = { ...recorded, id: { halves: { most: '-1', least: '-9223372036854775808' } }, stream: stream('$ce-funds'), about: { type: '$>' }, data: base64('7@a') };
const delivered = { event: recorded, link, commit: '43' };
const filter = { type: { regex: '^[^$].*', prefix: ['Funds', 'Trả'] }, max: 32, checkpoint_multiplier: 2 };
const settings = {
  resolve_links: true, extra_statistics: true, message_timeout_ms: 30_000, max_retry_count: 10, checkpoint_after_ms: 2_000, min_checkpoint_count: 10,
  max_checkpoint_count: 1_000, max_subscriber_count: 3, live_buffer_size: 500, read_batch_size: 20, history_buffer_size: 501, named_strategy: 2,
};
const info = {
  source: 'funds.line-1', group: 'báo cáo', status: 'Live', average_per_second: 5, total_items: '6', count_since: '7', last_checkpointed: '8', last_known: '9',
  resolve_links: true, start_from: '-1', message_timeout_ms: 12, extra_statistics: true, max_retry_count: 14, live_buffer_size: 15, buffer_size: 16,
  read_batch_size: 17, checkpoint_after_ms: 18, min_checkpoint_count: 19, max_checkpoint_count: 20, read_buffer_count: 21, live_buffer_count: '22',
  retry_buffer_count: 23, in_flight: 24, outstanding: 25, strategy: 'RoundRobin', max_subscriber_count: 27, parked: '28',
  connections: [
    { from: 'ipv4:127.0.0.1:5', username: 'u', average_per_second: 3, total_items: '4', count_since: '5', measurements: [{ key: '99.9%', value: '6' }], available_slots: 7, in_flight: 8, name: 'c' },
  ],
};

const sample = (name: string, type: string, generated: GeneratedClass, value: object): Sample => ({ name, type, generated, value });

export const samples: readonly Sample[] = [
  sample('read a stream backwards', 'ReadRequest', streams.ReadReq, {
    options: { stream: { stream: stream('sổ-1'), revision: MOST }, backwards: 1, resolve_links: true, count: '9007199254740991', no_filter: {}, uuid: { text: {} } },
  }),
  sample('subscribe to $all with a filter', 'ReadRequest', streams.ReadReq, { options: { all: { position: place }, subscription: {}, filter, uuid: { halves: {} } } }),
  sample('an event with its link', 'ReadAnswer', streams.ReadResp, { event: delivered }),
  sample('an event alone', 'ReadAnswer', streams.ReadResp, { event: { event: recorded, commit: '42' } }),
  sample('confirmation', 'ReadAnswer', streams.ReadResp, { confirmed: { id: ID } }),
  sample('checkpoint', 'ReadAnswer', streams.ReadResp, { checkpoint: place }),
  sample('stream not found', 'ReadAnswer', streams.ReadResp, { stream_not_found: { stream: stream('không có') } }),
  sample('caught up', 'ReadAnswer', streams.ReadResp, { caught_up: {} }),
  sample('fell behind', 'ReadAnswer', streams.ReadResp, { fell_behind: {} }),
  sample('append: options', 'AppendRequest', streams.AppendReq, { options: { stream: stream('a'), exists: {} } }),
  sample('append: event', 'AppendRequest', streams.AppendReq, { proposed }),
  sample('appended', 'AppendAnswer', streams.AppendResp, { success: { revision: '7', position: place } }),
  sample('append conflict', 'AppendAnswer', streams.AppendResp, { conflict: { no_stream: {}, expected_revision: '7' } }),
  sample('append conflict of names', 'AppendAnswer', streams.AppendResp, { conflict: { revision: '3', expected_no_stream: {} } }),
  sample('delete', 'RemoveRequest', streams.DeleteReq, { options: { stream: stream('a'), revision: '7' } }),
  sample('deleted', 'RemoveAnswer', streams.DeleteResp, { position: place }),
  sample('tombstone', 'RemoveRequest', streams.TombstoneReq, { options: { stream: stream('a'), any: {} } }),
  sample('tombstoned', 'RemoveAnswer', streams.TombstoneResp, { no_position: {} }),
  sample('batch append', 'BatchRequest', streams.BatchAppendReq, {
    correlation: text(ID), options: { stream: stream('a'), no_stream: {}, deadline: { seconds: '1700000000', nanos: 5 } }, proposed: [proposed, { ...proposed, id: text(NEXT_ID) }], is_final: true,
  }),
  sample('batch appended', 'BatchAnswer', streams.BatchAppendResp, { correlation: text(ID), success: { revision: '1', position: place }, stream: stream('a'), no_stream: {} }),
  sample('batch refused', 'BatchAnswer', streams.BatchAppendResp, {
    correlation: text(ID), error: { code: 6, message: 'WrongExpectedVersion', details: { type_url: 'type.googleapis.com/event_store.client.WrongExpectedVersion', value: base64('x') } }, stream: stream('a'), any: {},
  }),
  sample('batch conflict', 'BatchConflict', shared.WrongExpectedVersion, { revision: '5', expected_exists: {} }),
  sample('stream deleted', 'Named', shared.StreamDeleted, { stream: stream('sổ') }),
  sample('append too large', 'TooLarge', shared.MaximumAppendSizeExceeded, { bytes_max: 1_048_576 }),
  sample('create a group of 20.x', 'GroupRequest', persistent.CreateReq, { options: { stream: stream('a'), group: 'g', settings: { ...settings, revision: MOST } } }),
  sample('create a group on a stream', 'GroupRequest', persistent.CreateReq, {
    options: { group: 'g', on_stream: { stream: stream('a'), end: {} }, settings: { message_timeout_ticks: '300000000', checkpoint_after_ticks: '20000000', strategy: 'PinnedByCorrelation' } },
  }),
  sample('create a group on $all', 'GroupRequest', persistent.CreateReq, { options: { group: 'g', on_all: { position: place, filter }, settings } }),
  sample('update a group', 'GroupRequest', persistent.UpdateReq, { options: { stream: stream('a'), group: 'g', settings } }),
  sample('delete a group', 'GroupDeletion', persistent.DeleteReq, { options: { all: {}, group: 'g' } }),
  sample('ask for a group', 'GroupQuestion', persistent.GetInfoReq, { options: { stream: stream('a'), group: 'g' } }),
  sample('a group', 'GroupAnswer', persistent.GetInfoResp, { info }),
  sample('replay parked', 'ReplayRequest', persistent.ReplayParkedReq, { options: { group: 'g', stream: stream('a'), stop_at: '4' } }),
  sample('replay all parked', 'ReplayRequest', persistent.ReplayParkedReq, { options: { group: 'g', all: {}, no_limit: {} } }),
  sample('list everything', 'ListRequest', persistent.ListReq, { options: { everything: {} } }),
  sample('list of $all', 'ListRequest', persistent.ListReq, { options: { of: { all: {} } } }),
  sample('groups', 'ListAnswer', persistent.ListResp, { groups: [info] }),
  sample('consume', 'ConsumerFrame', persistent.ReadReq, { options: { all: {}, group: 'g', buffer_size: 10, uuid: { text: {} } } }),
  sample('acknowledge', 'ConsumerFrame', persistent.ReadReq, { ack: { ids: [text(ID), { halves: { most: '1', least: '-1' } }] } }),
  sample('refuse', 'ConsumerFrame', persistent.ReadReq, { nack: { ids: [text(ID)], action: 3, reason: 'thiếu căn cứ' } }),
  sample('a message', 'ConsumerAnswer', persistent.ReadResp, { event: { ...delivered, retry_count: 2 } }),
  sample('consumer confirmed', 'ConsumerAnswer', persistent.ReadResp, { confirmed: { id: 'a::g' } }),
  sample('cluster', 'ClusterAnswer', gossip.ClusterInfo, { members: [{ id: text(ID), ticks: '17000000000000000', state: 8, is_alive: true, address: { host: '127.0.0.1', port: 2113 } }] }),
  sample('features', 'FeaturesAnswer', features.SupportedMethods, { methods: [{ name: 'read', service: 's', features: ['stream', 'all'] }], version: '24.6.0' }),
  sample('ask for statistics', 'StatsRequest', monitoring.StatsReq, { use_metadata: true, period_ms: '1000' }),
  sample('statistics', 'StatsAnswer', monitoring.StatsResp, { stats: { 'proc-mem': '1' } }),
];
