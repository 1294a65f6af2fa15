import type { NodeEvent } from '../node-store';
import { StoredNodeEvent } from '../store/stored-node-event';
import { Link } from '../store/virtual-streams';

/** What a group hands to a consumer and waits to hear about. */
export interface Message {
  /** What the consumer acknowledges it by: the link's id when it came through a link, else the event's. */
  readonly id: string;
  /** Absent when the link's target is gone. */
  readonly event?: NodeEvent;
  readonly link?: NodeEvent;
  /** What it takes in memory, about, in bytes. */
  readonly size: number;
  /** Rank among everything the group has looked at since it was loaded, from 1; 0 when replayed from the parked messages. */
  readonly order: number;
  /** The place before this message: as far as a checkpoint may go while this message is open. */
  readonly previous: bigint;
  readonly retries: number;
  /** Revision in the stream of parked messages, when it is being replayed. */
  readonly parkedAt?: bigint;
}

/** The record as it lies in the source: the link when there is one. */
export const originalOf = (message: Message): NodeEvent => (message.link ?? message.event) as NodeEvent;

/** A message as its source gives it, before the group has counted it. */
export function resolved(event: NodeEvent | undefined, link?: NodeEvent): Pick<Message, 'id' | 'event' | 'link' | 'size'> {
  return { id: ((link ?? event) as NodeEvent).id, event, link, size: sizeOf(event) + sizeOf(link) };
}

function sizeOf(event: NodeEvent | undefined): number {
  if (event === undefined) return 0;
  if (event instanceof StoredNodeEvent) return event.size;
  if (event instanceof Link) return event.target.size;
  return 200 + event.data.length + event.metadata.length;
}
