/** Catch-up subscriptions: what was, then what comes, until the client goes. */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StreamDeleted, type AllPage, type NodeEvent, type NodeStore } from '../node-store';
import type { Outgoing } from '../outgoing';
import type { AllTarget, ReadPlan, StreamTarget } from '../read-plan';
import { isVirtual } from '../store/virtual-streams';
import { caughtUpMessage, checkpointMessage, confirmationMessage } from '../wire/read-messages';
import { PageSize } from './page-size';
import { sendEvents } from './reading';

export async function subscribe(store: NodeStore, plan: ReadPlan, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { target } = plan;
  if (target.stream === undefined) await subscribeToAll(store, { ...plan, target }, out, signal);
  else await subscribeToStream(store, { ...plan, target }, out, signal);
}

async function subscribeToAll(store: NodeStore, plan: ReadPlan & { readonly target: AllTarget }, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { from, filter, checkpointEvery } = plan.target;
  let position = from === 'start' ? 0n : from === 'end' ? store.head() : from;
  await out.write(confirmationMessage(randomUUID()));
  const size = new PageSize();
  const checkpoints = new Checkpoints(out, checkpointEvery, position);
  for (let isLive = false; !signal.aborted; ) {
    const page = await store.readAll({ from: position, direction: 'forwards', limit: size.next(Number.MAX_SAFE_INTEGER), choice: filter });
    if (filter === undefined) await sendEvents(store, page.events, plan, out, size);
    else await sendChosen(store, page, plan, out, size, checkpoints);
    position = page.reached;
    if (!page.atEnd) {
      if (page.events.length === 0) await nextTurn();
      continue;
    }
    if (!isLive) {
      if (filter) await checkpoints.reach(position);
      await out.write(caughtUpMessage());
      isLive = true;
    }
    await store.wait(position, signal);
  }
}

/** Sends what was chosen, and checkpoints where they are due, in runs that need no waiting in between. */
async function sendChosen(store: NodeStore, page: AllPage, plan: ReadPlan, out: Outgoing, size: PageSize, checkpoints: Checkpoints): Promise<void> {
  let run: NodeEvent[] = [];
  const flush = async (checkpoint: bigint | undefined): Promise<void> => {
    await sendEvents(store, run, plan, out, size);
    run = [];
    if (checkpoint !== undefined) await checkpoints.reach(checkpoint);
  };
  for (const event of page.events) {
    const passed = checkpoints.dueAt(event.position - 1n);
    if (passed !== undefined) await flush(passed);
    run.push(event);
    if (checkpoints.dueAt(event.position) !== undefined) await flush(event.position);
  }
  await flush(checkpoints.dueAt(page.reached));
}

/** Tells a client with a filter how far it has come, though no event says so. Positions lie one apart, so they count what was considered. */
class Checkpoints {
  private readonly every: bigint;

  constructor(
    private readonly out: Outgoing,
    every: number,
    private last: bigint,
  ) {
    this.every = BigInt(every);
  }

  /** The latest one due when everything up to a position was considered: of several that no event lies between, it is enough. */
  dueAt(position: bigint): bigint | undefined {
    const considered = position - this.last;
    return considered < this.every ? undefined : position - (considered % this.every);
  }

  /** Never the same one twice. */
  reach(position: bigint): Promise<void> | undefined {
    if (position <= this.last) return undefined;
    this.last = position;
    return this.out.write(checkpointMessage(position));
  }
}

async function subscribeToStream(store: NodeStore, plan: ReadPlan & { readonly target: StreamTarget }, out: Outgoing, signal: AbortSignal): Promise<void> {
  const { stream, from } = plan.target;
  let next = from === 'start' ? 0n : from === 'end' ? await afterLast(store, stream) : from + 1n;
  await out.write(confirmationMessage(randomUUID()));
  const size = new PageSize();
  let head = 0n;
  for (let isLive = false; !signal.aborted; ) {
    // What is written while the stream is read lies after this.
    const seen = store.head();
    next = await catchUp(store, { ...plan, next }, out, size, signal);
    if (!isLive) await out.write(caughtUpMessage());
    isLive = true;
    head = seen > head ? seen : head;
    // Virtual streams are not in the order of everything.
    if (isVirtual(stream)) await store.wait(head, signal);
    else head = await waitForStream(store, stream, head, signal);
  }
}

/** Sends what the stream holds; answers the revision to go on from. */
async function catchUp(store: NodeStore, plan: ReadPlan & { readonly target: StreamTarget; readonly next: bigint }, out: Outgoing, size: PageSize, signal: AbortSignal): Promise<bigint> {
  const { stream } = plan.target;
  for (let next = plan.next; !signal.aborted; ) {
    const page = await store.readStream(stream, { from: next, direction: 'forwards', limit: size.next(Number.MAX_SAFE_INTEGER) });
    await sendEvents(store, page.events, plan, out, size);
    if (page.state === 'deleted') throw new StreamDeleted(stream);
    const last = page.events.at(-1);
    if (last) next = last.revision + 1n;
    if (page.next === undefined) return next;
    next = page.next;
  }
  return plan.next;
}

/** Resolves with a position once something of the stream lies at or before it; other streams' events cost no look into this one. */
async function waitForStream(store: NodeStore, stream: string, after: bigint, signal: AbortSignal): Promise<bigint> {
  const isOurs = (event: NodeEvent): boolean => event.stream === stream;
  for (let position = after; !signal.aborted; ) {
    await store.wait(position, signal);
    const page = await store.readAll({ from: position, direction: 'forwards', limit: 512 });
    // The position stays before the event, so that the look into the stream is what delivers it.
    if (page.events.some(isOurs)) return page.reached;
    position = page.reached;
  }
  return after;
}

async function afterLast(store: NodeStore, stream: string): Promise<bigint> {
  const { last, state } = await store.readStream(stream, { from: 'end', direction: 'backwards', limit: 1 });
  return state === 'deleted' ? last : last + 1n;
}
