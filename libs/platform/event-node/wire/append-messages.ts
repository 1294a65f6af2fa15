/** Messages of the Streams service's appends, as bytes (streams.proto: `AppendReq`, `BatchAppendReq` and their answers). */
import { isUtf8 } from 'node:buffer';
import { InvalidRequest } from '../call-failure';
import type { AppendResult, ContentType, ExpectedRevision, NodeEventToAppend } from '../node-store';
import { fieldSize, ProtoWriter, varintSize } from './proto-writer';
import { MalformedMessage, ProtoReader } from './proto-reader';

export interface AppendOptions {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** Milliseconds since 1970; only batches carry it. */
  readonly deadline?: number;
}

export type AppendFrame = { readonly options: AppendOptions } | { readonly event: NodeEventToAppend };

export interface BatchFrame {
  /** The bytes of the id's message, echoed as they came. */
  readonly correlation: Buffer;
  readonly options?: AppendOptions;
  readonly events: readonly NodeEventToAppend[];
  readonly isFinal: boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function readAppendFrame(bytes: Buffer): AppendFrame {
  const reader = new ProtoReader(bytes);
  let frame: AppendFrame | undefined;
  while (reader.next()) {
    if (reader.field === 1) frame = { options: readOptions(reader.message()) };
    else if (reader.field === 2) frame = { event: readEvent(reader.message()) };
    else reader.skip();
  }
  if (frame === undefined) throw new MalformedMessage('neither options nor an event');
  return frame;
}

export function readBatchFrame(bytes: Buffer): BatchFrame {
  const reader = new ProtoReader(bytes);
  let correlation: Buffer | undefined;
  let options: AppendOptions | undefined;
  const events: NodeEventToAppend[] = [];
  let isFinal = false;
  while (reader.next()) {
    if (reader.field === 1) correlation = reader.view();
    else if (reader.field === 2) options = readOptions(reader.message());
    else if (reader.field === 3) events.push(readEvent(reader.message()));
    else if (reader.field === 4) isFinal = reader.bool();
    else reader.skip();
  }
  if (correlation === undefined) throw new MalformedMessage('no correlation id');
  return { correlation, options, events, isFinal };
}

/** The correlation id of a frame that is otherwise malformed, so that its append can be answered. */
export function correlationOf(bytes: Buffer): Buffer | undefined {
  const reader = new ProtoReader(bytes);
  return reader.next() && reader.field === 1 ? reader.view() : undefined;
}

function readOptions(reader: ProtoReader): AppendOptions {
  let stream: string | undefined;
  let expected: ExpectedRevision | undefined;
  let deadline: number | undefined;
  while (reader.next()) {
    if (reader.field === 1) stream = readStream(reader.message());
    else if (reader.field === 2) expected = reader.varint();
    else if (reader.field >= 3 && reader.field <= 5) {
      expected = (['no-stream', 'any', 'stream-exists'] as const)[reader.field - 3];
      reader.skip();
    } else if (reader.field === 6) deadline = readTimestamp(reader.message());
    else if (reader.field === 7) deadline = Date.now() + readTimestamp(reader.message());
    else reader.skip();
  }
  if (stream === undefined) throw new InvalidRequest('a stream name is missing');
  if (expected === undefined) throw new InvalidRequest('an expected revision is missing');
  return { stream, expected, ...(deadline === undefined ? {} : { deadline }) };
}

function readStream(reader: ProtoReader): string {
  let name: Buffer | undefined;
  while (reader.next()) {
    if (reader.field === 3) name = reader.view();
    else reader.skip();
  }
  if (name === undefined || !isUtf8(name)) throw new InvalidRequest('a stream name is missing or is not UTF-8');
  return name.toString();
}

/** Seconds and nanoseconds, of an instant or of a span, in milliseconds. */
function readTimestamp(reader: ProtoReader): number {
  let [seconds, nanos] = [0, 0];
  while (reader.next()) {
    if (reader.field === 1) seconds = Number(BigInt.asIntN(64, reader.varint()));
    else if (reader.field === 2) nanos = Number(BigInt.asIntN(32, reader.varint()));
    else reader.skip();
  }
  return seconds * 1000 + nanos / 1e6;
}

const NOTHING = new Uint8Array();

function readEvent(reader: ProtoReader): NodeEventToAppend {
  let id = '';
  let [data, metadata]: [Uint8Array, Uint8Array] = [NOTHING, NOTHING];
  let [type, contentType] = ['', ''];
  while (reader.next()) {
    if (reader.field === 1) id = readId(reader.message());
    else if (reader.field === 2) {
      const [key, value] = readEntry(reader.message());
      if (key === 'type') type = value;
      else if (key === 'content-type') contentType = value;
    } else if (reader.field === 3) metadata = reader.view();
    else if (reader.field === 4) data = reader.view();
    else reader.skip();
  }
  if (!UUID.test(id)) throw new InvalidRequest('an event without a UUID');
  if (type === '' || contentType === '') throw missingProperty(type === '' ? 'type' : 'content-type');
  return { id, type, contentType: contentTypeOf(contentType), data, metadata };
}

const contentTypeOf = (text: string): ContentType => (text === 'application/json' ? text : 'application/octet-stream');

const missingProperty = (name: string): InvalidRequest =>
  new InvalidRequest(`Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

function readEntry(reader: ProtoReader): [string, string] {
  let [key, value] = ['', ''];
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.text();
    else reader.skip();
  }
  return [key, value];
}

function readId(reader: ProtoReader): string {
  let id = '';
  while (reader.next()) {
    if (reader.field === 2) id = reader.text().toLowerCase();
    else if (reader.field === 1) id = readHalves(reader.message());
    else reader.skip();
  }
  return id;
}

function readHalves(reader: ProtoReader): string {
  const halves = [0n, 0n];
  while (reader.next()) {
    if (reader.field === 1 || reader.field === 2) halves[reader.field - 1] = reader.varint();
    else reader.skip();
  }
  const hex = halves.map((half) => half.toString(16).padStart(16, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `BatchAppendResp` of an append that was recorded. */
export function batchSuccess(correlation: Buffer, { revision, position }: AppendResult): Buffer {
  const [at, rank] = [Number(position), Number(revision)];
  const place = 2 * (1 + varintSize(at));
  const success = 1 + varintSize(rank) + fieldSize(place);
  const writer = new ProtoWriter(fieldSize(correlation.length) + fieldSize(success));
  writer.content(1, correlation, correlation.length).open(3, success).uint(1, rank);
  return writer.open(3, place).uint(1, at).uint(2, at).buffer;
}

/** `BatchAppendResp` of an append that was not; `error` is a `google.rpc.Status`. */
export function batchError(correlation: Buffer, stream: string, error: Uint8Array): Buffer {
  const name = Buffer.from(stream);
  const identifier = fieldSize(name.length);
  const writer = new ProtoWriter(fieldSize(correlation.length) + fieldSize(error.length) + fieldSize(identifier));
  writer.content(1, correlation, correlation.length).content(2, error, error.length);
  return writer.open(4, identifier).content(3, name, name.length).buffer;
}
