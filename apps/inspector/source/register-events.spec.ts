import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { Unreachable } from '@ledger/ui/api/problem';
import type { EventPage, EventQuestion } from './ledger-source';
import { RegisterEvents } from './register-events';

const PAGE_EVENTS = 2;
const metadata = { actor: { user: 'clerk', role: 'officer', unit: '10' }, commandId: 'c', recordedAt: '2024-03-02T00:01:00.000Z', effectiveOn: '2024-03-02' };
const eventAt = (register: string, position: number): RecordedEvent => ({ position: String(position), stream: `${register}.record-1`, revision: '0', id: `e${position}`, type: 'Noted', data: {}, metadata });

/** A server that takes a moment for each page, and has not what it is told that it has not. */
class SlowServer {
  readonly asked: string[] = [];
  isGone = false;

  constructor(readonly recorded: RecordedEvent[]) {}

  async events({ register, from }: EventQuestion = {}): Promise<EventPage> {
    this.asked.push(`${register} ${from}`);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isGone) throw new Unreachable('gone');
    const found = this.recorded.filter(({ position, stream }) => stream.startsWith(`${register}.`) && Number(position) > Number(from));
    const events = found.slice(0, PAGE_EVENTS);
    return { events, ...(found.length > PAGE_EVENTS && { next: events.at(-1)!.position }) };
  }
}

const recorded = (): RecordedEvent[] => [...[1, 3, 4, 6, 7].map((position) => eventAt('funds', position)), ...[2, 5].map((position) => eventAt('units', position))];
const quiet = (): void => undefined;
const positionsIn = (ledger: { readonly recorded: readonly { readonly position: bigint }[] }): readonly number[] => ledger.recorded.map(({ position }) => Number(position));

describe('the events of some registers', () => {
  it('are read page by page, and stand in the order of recording', async () => {
    const counts: number[] = [];
    const ledger = await new RegisterEvents(new SlowServer(recorded()), []).ledgerOf(['funds', 'units'], 7n, (count) => counts.push(count));
    expect(positionsIn(ledger)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(counts.at(-1)).toBe(7);
  });

  it('are each there once when two questions come at the same time', async () => {
    const server = new SlowServer(recorded());
    const events = new RegisterEvents(server, []);
    const [one, other, both] = await Promise.all([events.ledgerOf(['funds'], 7n, quiet), events.ledgerOf(['funds'], 6n, quiet), events.ledgerOf(['funds', 'units'], 7n, quiet)]);
    expect([one, other, both].map(positionsIn)).toEqual([[1, 3, 4, 6, 7], [1, 3, 4, 6, 7], [1, 2, 3, 4, 5, 6, 7]]);
    expect(server.asked).toEqual(['funds 0', 'funds 3', 'funds 6', 'units 0']);
  });

  it('are read on from where they were read to, when a question needs later ones', async () => {
    const server = new SlowServer(recorded());
    const events = new RegisterEvents(server, []);
    await events.ledgerOf(['units'], 7n, quiet);
    server.recorded.push(eventAt('units', 8));
    expect(positionsIn(await events.ledgerOf(['units'], 8n, quiet))).toEqual([2, 5, 8]);
    expect(server.asked).toEqual(['units 0', 'units 5']);
  });

  it('are read after all when the server was gone in between, and a question that waited is not refused with the one before', async () => {
    const server = new SlowServer(recorded());
    const events = new RegisterEvents(server, []);
    server.isGone = true;
    const refused = events.ledgerOf(['units'], 7n, quiet).catch((error: Error) => {
      server.isGone = false;
      return error;
    });
    const answered = events.ledgerOf(['units'], 7n, quiet);
    expect(await refused).toBeInstanceOf(Unreachable);
    expect(positionsIn(await answered)).toEqual([2, 5]);
  });
});
