/** Reads that end: a stream or everything, in either direction. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NodeEvent, NodeStore, StreamPage } from '../node-store';
import { StreamDeleted } from '../node-store';
import type { Outgoing } from '../outgoing';
import type { AllTarget, ReadPlan, StreamTarget } from '../read-plan';
import { eventMessage, streamNotFoundMessage } from '../wire/read-messages';
import { PageSize } from './page-size';

/** Sends what was asked for; resolves when all of it is on its way or `signal` aborts. */
export function readOnce(store: NodeStore, plan: ReadPlan & { readonly count: number }, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { target } = plan;
  return target.stream === undefined ? readAll(store, { ...plan, target }, out, signal) : readStream(store, { ...plan, target }, out, signal);
}

async function readStream(store: NodeStore, plan: ReadPlan & { readonly count: number; readonly target: StreamTarget }, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { direction, target: { stream } } = plan;
  const size = new PageSize();
  let from: StreamTarget['from'] | undefined = plan.target.from;
  for (let left = plan.count; !signal.aborted && from !== undefined; ) {
    const page: StreamPage = await store.readStream(stream, { from, direction, limit: Math.max(1, size.next(left)) });
    if (page.state === 'deleted') throw new StreamDeleted(stream);
    if (page.state === 'missing') return void (await out.write(streamNotFoundMessage(stream)));
    if (left === 0) return;
    await sendEvents(store, page.events, plan, out, size);
    left -= page.events.length;
    from = left > 0 ? page.next : undefined;
  }
}

async function readAll(store: NodeStore, plan: ReadPlan & { readonly count: number; readonly target: AllTarget }, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { direction, target } = plan;
  const size = new PageSize();
  let from = allStart(store, target, direction);
  for (let left = plan.count; left > 0 && !signal.aborted; ) {
    const page = await store.readAll({ from, direction, limit: size.next(left), choice: target.filter });
    await sendEvents(store, page.events, plan, out, size);
    left -= page.events.length;
    if (page.atEnd) return;
    from = page.reached;
    if (page.events.length === 0) await nextTurn();
  }
}

/** Forwards a position is included, backwards it is not. */
function allStart(store: NodeStore, { from }: AllTarget, direction: ReadPlan['direction']): bigint {
  if (direction === 'backwards') return from === 'start' ? 0n : from === 'end' ? store.head() + 1n : from;
  return from === 'start' ? 0n : from === 'end' ? store.head() : from - 1n;
}

/** Sends a page, waiting whenever the client does not keep up. */
export async function sendEvents(store: NodeStore, events: readonly NodeEvent[], plan: ReadPlan, out: Outgoing, size: PageSize): Promise<void> {
  for (const event of events) {
    const made = messageOf(store, event, plan);
    const message = made instanceof Promise ? await made : made;
    size.sent(message.length);
    const full = out.write(message);
    if (full) await full;
  }
}

function messageOf(store: NodeStore, event: NodeEvent, { resolveLinks, uuid }: ReadPlan): Buffer | Promise<Buffer> {
  if (!resolveLinks || event.type !== '$>') return eventMessage(event, undefined, uuid);
  return store.resolve(event).then((target) => eventMessage(target, event, uuid));
}
