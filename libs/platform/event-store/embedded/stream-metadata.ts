/** Metadata of streams, EventStoreDB's way: the last event of `$$<stream>` says how much of `<stream>` can still be seen. */

/** `$tb` of a soft-deleted stream, 2^63 − 1, in the digits that JSON numbers of other languages keep. */
const SOFT_DELETED = '9223372036854775807';

export const METADATA_TYPE = '$metadata';
export const TOMBSTONE_TYPE = '$streamDeleted';

export interface StreamMetadata {
  /** Seconds for which an event is visible. */
  readonly maxAge?: number;
  /** How many of the latest events are visible. */
  readonly maxCount?: number;
  /** Earlier revisions are hidden; `Infinity`: the stream is soft-deleted. */
  readonly truncateBefore?: number;
}

export const isMetadataName = (stream: string): boolean => stream.charCodeAt(0) === 36 && stream.charCodeAt(1) === 36;

/** Metadata that is no JSON object, and settings that make no sense, say nothing. */
export function parseMetadata(text: string): StreamMetadata {
  const json = objectOf(text);
  const tb = whole(json['$tb'], 0);
  return {
    maxAge: whole(json['$maxAge'], 1),
    maxCount: whole(json['$maxCount'], 1),
    truncateBefore: tb !== undefined && tb >= Number(SOFT_DELETED) ? Number.POSITIVE_INFINITY : tb,
  };
}

export const isSoftDeletion = (text: string): boolean => parseMetadata(text).truncateBefore === Number.POSITIVE_INFINITY;

/** The metadata of a stream that is soft-deleted: whatever else it said is gone, as with EventStoreDB. */
export const softDeletion = (): string => `{"$tb":${SOFT_DELETED}}`;

/** The metadata of a stream that is written to again after it was soft-deleted. */
export const undeletion = (text: string, first: number): string => JSON.stringify({ ...objectOf(text), $tb: first });

function objectOf(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const whole = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= least ? value : undefined;
