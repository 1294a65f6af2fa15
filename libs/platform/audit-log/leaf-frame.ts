import { Frames, type FrameReader, type TakenFrame } from './frames';
import { Malformed } from './malformed';
import { NEWLINE, Utf8Lines } from './utf8-lines';

/** A leaf's event as whoever keeps it gives it: `data` and `metadata` are its stored bytes, everything else is only said of it. */
export interface FramedLeaf {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  /** It was sent by a client, and the ledger's own reading steps over it. */
  readonly isSent?: true;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** The text of these bytes; undefined where they are no UTF-8. */
  readonly dataText: string | undefined;
  readonly metadataText: string | undefined;
}

/** What stands before the stored bytes: of these, how many there are. */
export type LeafHeader = Omit<FramedLeaf, 'data' | 'metadata' | 'dataText' | 'metadataText'> & { readonly data: number; readonly metadata: number };

/** Longest header, and most stored bytes in one frame: more than an event of the largest size takes. */
const HEADER_BYTES_MAX = 64 * 1024;
const STORED_BYTES_MAX = 4 * 1024 * 1024;

/**
 * A frame is three lines: a header, then data and metadata to the byte. The header is a JSON object of `LeafHeader`'s fields and tells
 * their lengths, so that what is no JSON, or holds newlines, does not break the frames behind it.
 */
export function formatLeafHeader({ position, stream, revision, id, type, recordedAt, isSent, data, metadata }: LeafHeader): string {
  const text = JSON.stringify;
  return `{"position":${text(position)},"stream":${text(stream)},"revision":${text(revision)},"id":${text(id)},"type":${text(type)},"recordedAt":${text(recordedAt)},${isSent ? '"isSent":true,' : ''}"data":${data},"metadata":${metadata}}\n`;
}

/** Takes leaves out of bytes that come in pieces. */
export class LeafFrames extends Frames<FramedLeaf> {
  constructor() {
    super('stored events', leavesOf);
  }
}

function leavesOf(bytes: Uint8Array, from: number): FrameReader<FramedLeaf> {
  const lines = new Utf8Lines(bytes, from);
  return (start) => leafAt(bytes, start, lines);
}

function leafAt(bytes: Uint8Array, start: number, lines: Utf8Lines): TakenFrame<FramedLeaf> | undefined {
  const headerEnd = bytes.indexOf(NEWLINE, start);
  if (headerEnd < 0 && bytes.length - start > HEADER_BYTES_MAX) throw new Malformed('stored events', `a header is longer than ${HEADER_BYTES_MAX} bytes`);
  if (headerEnd < 0) return undefined;
  const { position, stream, revision, id, type, recordedAt, isSent, data, metadata } = headerOf(lines.take(start, headerEnd));
  const dataEnd = headerEnd + 1 + data;
  const metadataEnd = dataEnd + 1 + metadata;
  if (metadataEnd >= bytes.length) return undefined;
  if (bytes[dataEnd] !== NEWLINE || bytes[metadataEnd] !== NEWLINE) throw new Malformed('stored events', `the event at position ${position} has not the length it is said to have`);
  const leaf = {
    position, stream, revision, id, type, recordedAt, data: bytes.subarray(headerEnd + 1, dataEnd), metadata: bytes.subarray(dataEnd + 1, metadataEnd),
    dataText: lines.take(headerEnd + 1, dataEnd), metadataText: lines.take(dataEnd + 1, metadataEnd),
  };
  return { frame: isSent === true ? { ...leaf, isSent } : leaf, end: metadataEnd + 1 };
}

function headerOf(line: string | undefined): LeafHeader {
  const header = (parsed(line) ?? {}) as LeafHeader;
  const { position, stream, revision, id, type, recordedAt } = header;
  const areTexts = isText(position) && isText(stream) && isText(revision) && isText(id) && isText(type) && isText(recordedAt);
  if (!areTexts || !isLength(header.data) || !isLength(header.metadata)) throw new Malformed('stored events', 'a header is not as it has to be');
  return header;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isLength = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= STORED_BYTES_MAX;

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
