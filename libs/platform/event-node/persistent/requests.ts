import pb from '@eventstore/db-client/generated/persistent_pb';
import type shared from '@eventstore/db-client/generated/shared_pb';
import { InvalidRequest } from '../call-failure';
import { ALL, STRATEGIES, type GroupDefinition, type GroupFilter, type GroupSettings, type StartFrom, type Strategy } from './settings';

const END = 0xffff_ffff_ffff_ffffn;
const TICKS_PER_MS = 10_000;

type Options = pb.CreateReq.Options | pb.UpdateReq.Options;
type Settings = pb.CreateReq.Settings | pb.UpdateReq.Settings;

/** Reads what Create and Update ask for, in today's shape (`stream`, `all`) and in the one of 20.x (`stream_identifier`). */
export function wantedGroup(options: Options | undefined): Omit<GroupDefinition, 'after'> {
  const settings = options?.getSettings();
  if (options === undefined || settings === undefined) throw new InvalidRequest('options or settings are missing');
  const group = options.getGroupName();
  const all = options.getAll();
  if (all !== undefined) return { source: ALL, group, filter: filterOf(all), startFrom: startOfAll(all), settings: settingsOf(settings) };
  const stream = options.getStream();
  const source = streamName(stream?.getStreamIdentifier() ?? options.getStreamIdentifier());
  const startFrom = stream === undefined ? startAt(settings.getRevision()) : startOfStream(stream);
  if (source === ALL) throw new InvalidRequest(`${ALL} is not a stream: ask for all`);
  return { source, group, startFrom, settings: settingsOf(settings) };
}

/** The stream that most other requests name, or `$all`. */
export function sourceOf(options: { getStreamIdentifier(): shared.StreamIdentifier | undefined; hasAll(): boolean } | undefined): string {
  if (options === undefined) throw new InvalidRequest('options are missing');
  return options.hasAll() ? ALL : streamName(options.getStreamIdentifier());
}

export function streamName(identifier: shared.StreamIdentifier | undefined): string {
  if (identifier === undefined) throw new InvalidRequest('the stream is missing');
  return Buffer.from(identifier.getStreamName_asU8()).toString('utf8');
}

/** UUIDs come as text or as two signed halves, most significant first. */
export function uuidText(uuid: shared.UUID): string {
  const structured = uuid.getStructured();
  if (structured === undefined) return uuid.getString().toLowerCase();
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function startAt(revision: string): StartFrom {
  const start = BigInt(revision);
  return start === 0n ? 'start' : start === END ? 'end' : start;
}

function startOfStream(options: pb.CreateReq.StreamOptions | pb.UpdateReq.StreamOptions): StartFrom {
  if (options.hasStart()) return 'start';
  return options.hasEnd() ? 'end' : startAt(options.getRevision());
}

function startOfAll(options: pb.CreateReq.AllOptions | pb.UpdateReq.AllOptions): StartFrom {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  const position = options.getPosition();
  if (position === undefined) throw new InvalidRequest('where to start is missing');
  return startAt(position.getCommitPosition());
}

function filterOf(options: pb.CreateReq.AllOptions | pb.UpdateReq.AllOptions): GroupFilter | undefined {
  if (!(options instanceof pb.CreateReq.AllOptions)) return undefined;
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const on = filter.hasStreamIdentifier() ? 'stream' : 'type';
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  if (expression === undefined) throw new InvalidRequest('the filter is on neither stream nor event type');
  const regex = expression.getRegex();
  return regex === '' ? { on, prefixes: expression.getPrefixList() } : { on, regex };
}

function settingsOf(settings: Settings): GroupSettings {
  return {
    resolveLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    messageTimeoutMs: settings.hasMessageTimeoutTicks() ? fromTicks(settings.getMessageTimeoutTicks()) : settings.getMessageTimeoutMs(),
    maxRetryCount: settings.getMaxRetryCount(),
    checkpointAfterMs: settings.hasCheckpointAfterTicks() ? fromTicks(settings.getCheckpointAfterTicks()) : settings.getCheckpointAfterMs(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy: strategyOf(settings),
  };
}

/** Newer clients name the strategy in text; older ones by number. What is no strategy is refused with the other settings. */
function strategyOf(settings: Settings): Strategy {
  const text = settings instanceof pb.CreateReq.Settings ? settings.getConsumerStrategy() : '';
  return text === '' ? (STRATEGIES[settings.getNamedConsumerStrategy()] ?? ('' as Strategy)) : (text as Strategy);
}

const fromTicks = (ticks: string): number => Math.floor(Number(ticks) / TICKS_PER_MS);
