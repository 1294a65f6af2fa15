/** What a `ReadReq` asks for, checked. */
import { isUtf8 } from 'node:buffer';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { EventChoice } from '@ledger/platform/event-store/embedded';
import { eventFilter } from './event-filter';
import { InvalidRequest } from './call-failure';
import type { UuidForm } from './wire/read-messages';

export type Direction = 'forwards' | 'backwards';

export interface StreamTarget {
  readonly stream: string;
  readonly from: bigint | 'start' | 'end';
}

export interface AllTarget {
  readonly stream: undefined;
  /** A commit position, or an end. */
  readonly from: bigint | 'start' | 'end';
  readonly filter?: EventChoice;
  /** Considered events between checkpoints; with a filter only. */
  readonly checkpointEvery: number;
}

export interface ReadPlan {
  readonly target: StreamTarget | AllTarget;
  readonly direction: Direction;
  readonly resolveLinks: boolean;
  /** Undefined: a subscription. */
  readonly count?: number;
  readonly uuid: UuidForm;
}

type Options = ReadReq.Options;
const { CountOptionCase, StreamOptionCase, FilterOptionCase } = ReadReq.Options;
const DEFAULT_WINDOW = 32;

/** Throws `InvalidRequest` for a mix that means nothing. */
export function readPlan(request: ReadReq): ReadPlan {
  const options = request.getOptions();
  if (options === undefined) throw new InvalidRequest('a read without options');
  const direction = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards';
  const isSubscription = options.getCountOptionCase() === CountOptionCase.SUBSCRIPTION;
  if (options.getCountOptionCase() === CountOptionCase.COUNT_OPTION_NOT_SET) throw new InvalidRequest('neither a count nor a subscription');
  if (isSubscription && direction === 'backwards') throw new InvalidRequest('a subscription goes forwards');
  return {
    target: targetOf(options),
    direction,
    resolveLinks: options.getResolveLinks(),
    ...(isSubscription ? {} : { count: clamped(options.getCount()) }),
    uuid: uuidForm(options),
  };
}

function targetOf(options: Options): ReadPlan['target'] {
  const filtered = options.getFilterOptionCase() === FilterOptionCase.FILTER;
  switch (options.getStreamOptionCase()) {
    case StreamOptionCase.STREAM:
      if (filtered) throw new InvalidRequest('only $all can be filtered');
      return streamTarget(options.getStream()!);
    case StreamOptionCase.ALL:
      return { stream: undefined, from: allFrom(options.getAll()!), ...filterOf(filtered ? options.getFilter() : undefined) };
    default:
      throw new InvalidRequest('neither a stream nor $all');
  }
}

function streamTarget(stream: ReadReq.Options.StreamOptions): StreamTarget {
  const name = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []);
  if (name.length === 0 || !isUtf8(name)) throw new InvalidRequest('a stream name is missing or is not UTF-8');
  const from = stream.hasStart() ? 'start' : stream.hasEnd() ? 'end' : stream.hasRevision() ? BigInt(stream.getRevision()) : undefined;
  if (from === undefined) throw new InvalidRequest('a read of a stream without a revision');
  return { stream: name.toString(), from };
}

function allFrom(all: ReadReq.Options.AllOptions): AllTarget['from'] {
  if (all.hasStart()) return 'start';
  if (all.hasEnd()) return 'end';
  const position = all.getPosition();
  if (position === undefined) throw new InvalidRequest('a read of $all without a position');
  const commit = BigInt(position.getCommitPosition());
  if (BigInt(position.getPreparePosition()) > commit) throw new InvalidRequest('a position is prepared before it is committed');
  return commit;
}

function filterOf(filter: ReadReq.Options.FilterOptions | undefined): Pick<AllTarget, 'filter' | 'checkpointEvery'> {
  if (filter === undefined) return { checkpointEvery: 0 };
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (multiplier === 0) throw new InvalidRequest('a checkpoint interval of 0');
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  if (window === 0) throw new InvalidRequest('a filter window of 0');
  return { filter: eventFilter(filter), checkpointEvery: multiplier * window };
}

function uuidForm(options: Options): UuidForm {
  const option = options.getUuidOption();
  if (option?.hasString()) return 'string';
  if (option?.hasStructured()) return 'structured';
  throw new InvalidRequest('an option of how to send ids is missing');
}

const clamped = (count: string): number => Number(BigInt(count) > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : count);
