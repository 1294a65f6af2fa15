import type { EventStore } from '@ledger/platform/event-store';
import { EVENTS_PER_STREAM } from './in-flight';
import { sampleEvent } from './sample-events';

/** Gives every stream its events, many in one append, round after round, so that streams lie mixed as in life; answers the next revision of each. */
export async function filledStreams(store: EventStore, size: number): Promise<Int32Array> {
  const streams = Math.ceil(size / EVENTS_PER_STREAM);
  const perAppend = EVENTS_PER_STREAM / 4;
  for (let round = 0; round < 4; round++) {
    for (let stream = 0; stream < streams; stream += 500) {
      const chunk = Array.from({ length: Math.min(500, streams - stream) }, (_, n) => stream + n);
      await Promise.all(
        chunk.map((each) => store.append(`funds.line-${each}`, Array.from({ length: perAppend }, (_, n) => sampleEvent(each + n)), 'any')),
      );
    }
  }
  return new Int32Array(streams).fill(EVENTS_PER_STREAM);
}
