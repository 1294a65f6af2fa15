import type { RecordedEvent } from '@ledger/platform/event-store';
import type { Shell } from '../shell';

const COMMAND_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IN_STREAM = /^(.{1,400})@(\d{1,18})$/;
/** How long a command that was recorded a moment ago is waited for in the journal. */
const JOURNAL_MS = 5_000;

/** The events of a command by its id, or the one of a stream at a revision, `<stream>@<revision>`; none when there are none. */
export async function findEvents({ store, reads }: Pick<Shell, 'store' | 'reads'>, id: string): Promise<readonly RecordedEvent[]> {
  const [, stream, revision] = IN_STREAM.exec(id) ?? [];
  if (stream !== undefined && revision !== undefined) return eventsOf(store.readStream(stream, { from: BigInt(revision), limit: 1 }), () => true);
  if (!COMMAND_ID.test(id)) return [];
  const place = (await reads.findCommand(id)) ?? ((await reads.waitFor(await store.head(), JOURNAL_MS)) ? await reads.findCommand(id) : undefined);
  return place ? eventsOf(store.readStream(place.stream), ({ metadata }) => metadata['commandId'] === id) : [];
}

async function eventsOf(batches: AsyncIterable<readonly RecordedEvent[]>, wanted: (event: RecordedEvent) => boolean): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const events of batches) found.push(...events.filter(wanted));
  return found;
}
