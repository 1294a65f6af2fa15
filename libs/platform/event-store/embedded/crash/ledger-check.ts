import { openEmbeddedReader } from '../store';
import type { RawEvent } from '../raw-pages';

/** An append a child has acknowledged: its stream, and the revision and position of its last event. */
export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

interface Part {
  readonly append: string;
  readonly of: number;
  readonly part: number;
}

/** Reads the events of a folder from the first to the last and throws at the first thing that is not as promised. */
export async function checkLedger(folder: string, acknowledged: ReadonlyMap<string, Acknowledged>): Promise<number> {
  const reader = await openEmbeddedReader({ folder });
  const revisions = new Map<string, number>();
  const found = new Map<string, Acknowledged>();
  let before: { event: RawEvent; part: Part } | undefined;
  let position = 0;
  for (;;) {
    const events = reader.readRaw(BigInt(position), 1_000);
    if (events.length === 0) break;
    for (const event of events) {
      const part = JSON.parse(Buffer.from(event.data).toString()) as Part;
      must(event.position === ++position, `position ${event.position} where ${position} was due`);
      must(event.revision === (revisions.get(event.stream) ?? -1) + 1, `a gap in ${event.stream} before revision ${event.revision}`);
      revisions.set(event.stream, event.revision);
      checkWhole(before, { event, part });
      if (part.part === part.of - 1) found.set(part.append, event);
      before = { event, part };
    }
  }
  must(before === undefined || before.part.part === before.part.of - 1, 'the last append is cut off');
  await reader.close();
  for (const [append, { stream, revision, position: at }] of acknowledged) {
    const event = found.get(append);
    must(event !== undefined, `append ${append} was acknowledged and is lost`);
    must(event?.stream === stream && event.revision === revision && event.position === at, `append ${append} is elsewhere than acknowledged`);
  }
  return position;
}

/** The parts of an append follow each other directly, in one stream. */
function checkWhole(before: { event: RawEvent; part: Part } | undefined, { event, part }: { event: RawEvent; part: Part }): void {
  if (part.part === 0) {
    must(before === undefined || before.part.part === before.part.of - 1, `the append before position ${event.position} is cut off`);
  } else {
    const follows = before?.part.append === part.append && before.part.part === part.part - 1 && before.event.stream === event.stream;
    must(follows, `position ${event.position} is a torn part of append ${part.append}`);
  }
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
