import pb from '@eventstore/db-client/generated/persistent_pb';
import shared from '@eventstore/db-client/generated/shared_pb';
import type { NodeEvent } from '../node-store';
import type { ConnectionInfo, GroupInfo } from './info';
import { originalOf, type Message } from './message';
import { ALL, type StartFrom } from './settings';

const TICKS_PER_MS = 10_000n;
const INT32_MAX = 0x7fff_ffff;

/** How a consumer wants to be told ids. */
export type UuidForm = 'string' | 'structured';

export function confirmation(id: string): pb.ReadResp {
  return new pb.ReadResp().setSubscriptionConfirmation(new pb.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
}

export function delivery(message: Message, form: UuidForm): pb.ReadResp {
  const event = new pb.ReadResp.ReadEvent();
  if (message.event !== undefined) event.setEvent(recorded(message.event, form));
  if (message.link !== undefined) event.setLink(recorded(message.link, form));
  event.setCommitPosition(String(originalOf(message).position));
  event.setRetryCount(message.retries);
  return new pb.ReadResp().setEvent(event);
}

function recorded(event: NodeEvent, form: UuidForm): pb.ReadResp.ReadEvent.RecordedEvent {
  const position = String(event.position);
  const record = new pb.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuid(event.id, form))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(event.created) * TICKS_PER_MS));
  return record;
}

function uuid(id: string, form: UuidForm): shared.UUID {
  if (form === 'string') return new shared.UUID().setString(id);
  const hex = id.replaceAll('-', '');
  const [most, least] = [hex.slice(0, 16), hex.slice(16)].map((half) => String(BigInt.asIntN(64, BigInt(`0x${half}`)))) as [string, string];
  return new shared.UUID().setStructured(new shared.UUID.Structured().setMostSignificantBits(most).setLeastSignificantBits(least));
}

export function subscriptionInfo(info: GroupInfo): pb.SubscriptionInfo {
  const { source, group, startFrom, settings } = info.definition;
  const place = source === ALL ? positionText : revisionText;
  return new pb.SubscriptionInfo()
    .setEventSource(source)
    .setGroupName(group)
    .setStatus(info.status)
    .setConnectionsList(info.connections.map(connectionInfo))
    .setAveragePerSecond(int32(info.perSecond))
    .setTotalItems(String(info.totalItems))
    .setCountSinceLastMeasurement(String(info.sinceLast))
    .setLastCheckpointedEventPosition(place(info.lastCheckpointed))
    .setLastKnownEventPosition(place(info.lastKnown))
    .setStartFrom(startText(source, startFrom))
    .setReadBufferCount(info.waiting)
    .setLiveBufferCount('0')
    .setRetryBufferCount(info.retries)
    .setTotalInFlightMessages(info.inFlight)
    .setOutstandingMessagesCount(info.outstanding)
    .setParkedMessageCount(String(info.parked))
    .setResolveLinkTos(settings.resolveLinks)
    .setExtraStatistics(settings.extraStatistics)
    .setMessageTimeoutMilliseconds(int32(settings.messageTimeoutMs))
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(int32(settings.checkpointAfterMs))
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount);
}

function connectionInfo(connection: ConnectionInfo): pb.SubscriptionInfo.ConnectionInfo {
  return new pb.SubscriptionInfo.ConnectionInfo()
    .setFrom(connection.from)
    .setUsername(connection.username)
    .setConnectionName(connection.connectionName)
    .setAverageItemsPerSecond(int32(connection.perSecond))
    .setTotalItems(String(connection.totalItems))
    .setCountSinceLastMeasurement(String(connection.sinceLast))
    .setObservedMeasurementsList(
      connection.measurements.map(([key, ms]) => new pb.SubscriptionInfo.Measurement().setKey(key).setValue(String(ms))),
    )
    .setAvailableSlots(connection.availableSlots)
    .setInFlightMessages(connection.inFlight);
}

/** Clients read "-1" as the end and "0" as the start. */
function startText(source: string, startFrom: StartFrom): string {
  const number = startFrom === 'start' ? 0n : startFrom === 'end' ? -1n : startFrom;
  return source === ALL ? `C:${number}/P:${number}` : String(number);
}

/** −1 is a checkpoint before everything: nothing that a client could be told. */
const isPlace = (place: bigint | undefined): place is bigint => place !== undefined && place >= 0n;
const revisionText = (place: bigint | undefined): string => (isPlace(place) ? String(place) : '');
const positionText = (place: bigint | undefined): string => (isPlace(place) ? `C:${place}/P:${place}` : '');
const int32 = (value: number): number => Math.min(INT32_MAX, value);
