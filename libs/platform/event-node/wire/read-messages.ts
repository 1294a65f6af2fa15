/** Messages of the Streams service's reads, as bytes (streams.proto, `ReadResp`). */
import { StoredNodeEvent } from '../store/stored-node-event';
import { TOMBSTONE_REVISION, type NodeEvent } from '../node-store';
import { contentSize, fieldSize, ProtoWriter, varintSize, type Content } from './proto-writer';

/** How ids are sent: as text, or as two halves. */
export type UuidForm = 'string' | 'structured';

const TOMBSTONE_VARINT_BYTES = 9;
const TYPE_KEY = entryKey('type');
const CREATED_KEY = entryKey('created');
const JSON_ENTRY = entry('content-type', 'application/json');
const BYTES_ENTRY = entry('content-type', 'application/octet-stream');
const UUID_TEXT_BYTES = 36;

/** `ReadResp` with an event and, when it was resolved, the link it came by; `event` may be missing when the link leads nowhere. */
export function eventMessage(event: NodeEvent | undefined, link: NodeEvent | undefined, form: UuidForm): Buffer {
  if (link === undefined && form === 'string' && event instanceof StoredNodeEvent) return (event.frame ??= encode(event, undefined, form));
  return encode(event, link, form);
}

function encode(event: NodeEvent | undefined, link: NodeEvent | undefined, form: UuidForm): Buffer {
  const position = Number((link ?? event)!.position);
  const recorded = event && measure(event, form);
  const linked = link && measure(link, form);
  const body = (recorded ? fieldSize(recorded.size) : 0) + (linked ? fieldSize(linked.size) : 0) + 1 + varintSize(position);
  const writer = new ProtoWriter(fieldSize(body)).open(1, body);
  if (recorded) writeRecorded(writer.open(1, recorded.size), recorded);
  if (linked) writeRecorded(writer.open(2, linked.size), linked);
  return writer.uint(3, position).buffer;
}

/** `RecordedEvent` alone: the same message in reads and in persistent subscriptions. */
export function recordedEvent(event: NodeEvent, form: UuidForm): Buffer {
  const measured = measure(event, form);
  const writer = new ProtoWriter(measured.size);
  writeRecorded(writer, measured);
  return writer.buffer;
}

/** An event with the sizes of its parts, so that lengths can be written before what they measure. */
interface Measured {
  readonly event: NodeEvent;
  readonly id: Buffer | string;
  readonly idSize: number;
  readonly stream: number;
  readonly revision: number;
  readonly position: number;
  readonly type: number;
  readonly created: string;
  readonly metadata: Content;
  readonly metadataSize: number;
  readonly data: Content;
  readonly dataSize: number;
  readonly isJson: boolean;
  readonly size: number;
}

function measure(event: NodeEvent, form: UuidForm): Measured {
  const kept = event instanceof StoredNodeEvent;
  const data = kept ? event.dataAsKept : event.data;
  const metadata = kept ? event.metadataAsKept : event.metadata;
  const [dataSize, metadataSize, stream, type] = [contentSize(data), contentSize(metadata), contentSize(event.stream), contentSize(event.type)];
  const id = form === 'string' ? event.id : structured(event.id);
  const idSize = form === 'string' ? fieldSize(UUID_TEXT_BYTES) : fieldSize((id as Buffer).length);
  const isJson = event.contentType === 'application/json';
  const created = `${event.created}0000`;
  const revision = kept ? event.row.revision : Number(event.revision);
  const position = kept ? event.row.position : Number(event.position);
  const revisionSize = event.revision === TOMBSTONE_REVISION ? TOMBSTONE_VARINT_BYTES : varintSize(revision);
  const size =
    fieldSize(idSize) + fieldSize(fieldSize(stream)) + 1 + revisionSize + 2 * (1 + varintSize(position)) +
    fieldSize(TYPE_KEY.length + fieldSize(type)) + (isJson ? JSON_ENTRY : BYTES_ENTRY).length +
    fieldSize(CREATED_KEY.length + fieldSize(created.length)) + fieldSize(metadataSize) + fieldSize(dataSize);
  return { event, id, idSize, stream, revision, position, type, created, metadata, metadataSize, data, dataSize, isJson, size };
}

function writeRecorded(writer: ProtoWriter, of: Measured): void {
  writer.open(1, of.idSize);
  if (typeof of.id === 'string') writer.content(2, of.id, UUID_TEXT_BYTES);
  else writer.content(1, of.id, of.id.length);
  writer.open(2, fieldSize(of.stream)).content(3, of.event.stream, of.stream);
  writer.tag(3);
  if (of.event.revision === TOMBSTONE_REVISION) writer.bigVarint(TOMBSTONE_REVISION);
  else writer.varint(of.revision);
  writer.uint(4, of.position).uint(5, of.position);
  writer.open(6, TYPE_KEY.length + fieldSize(of.type)).raw(TYPE_KEY, TYPE_KEY.length).content(2, of.event.type, of.type);
  const contentType = of.isJson ? JSON_ENTRY : BYTES_ENTRY;
  writer.raw(contentType, contentType.length);
  writer.open(6, CREATED_KEY.length + fieldSize(of.created.length)).raw(CREATED_KEY, CREATED_KEY.length).content(2, of.created, of.created.length);
  writer.content(7, of.metadata, of.metadataSize).content(8, of.data, of.dataSize);
}

export function confirmationMessage(subscription: string): Buffer {
  const size = contentSize(subscription);
  return new ProtoWriter(fieldSize(fieldSize(size))).open(2, fieldSize(size)).content(1, subscription, size).buffer;
}

export function checkpointMessage(position: bigint): Buffer {
  const value = Number(position);
  const body = 2 * (1 + varintSize(value));
  return new ProtoWriter(fieldSize(body)).open(3, body).uint(1, value).uint(2, value).buffer;
}

export function streamNotFoundMessage(stream: string): Buffer {
  const size = contentSize(stream);
  const body = fieldSize(fieldSize(size));
  return new ProtoWriter(fieldSize(body)).open(4, body).open(1, fieldSize(size)).content(3, stream, size).buffer;
}

export const caughtUpMessage = (): Buffer => new ProtoWriter(2).open(8, 0).buffer;

/** The field `metadata` of one key and value. */
function entry(key: string, value: string): Buffer {
  const size = fieldSize(key.length) + fieldSize(value.length);
  return new ProtoWriter(fieldSize(size)).open(6, size).content(1, key, key.length).content(2, value, value.length).buffer;
}

function entryKey(key: string): Buffer {
  return new ProtoWriter(fieldSize(key.length)).content(1, key, key.length).buffer;
}

/** The id as `UUID.Structured`: two signed halves of 64 bits. */
function structured(id: string): Buffer {
  const hex = id.replaceAll('-', '');
  const halves = [BigInt(`0x${hex.slice(0, 16)}`), BigInt(`0x${hex.slice(16)}`)];
  const sizes = halves.map((half) => Math.max(1, Math.ceil(half.toString(2).length / 7)));
  const writer = new ProtoWriter(2 + sizes[0]! + sizes[1]!);
  return writer.tag(1).bigVarint(halves[0]!).tag(2).bigVarint(halves[1]!).buffer;
}
