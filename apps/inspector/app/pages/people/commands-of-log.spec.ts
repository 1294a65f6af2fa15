import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { EventLog } from '@ledger/ui/replay/event-log';
import { commandsOf, stripOf } from './commands-of-log';

const event = (position: number, user: string, commandId: string, recordedAt: string): RecordedEvent =>
  ({ position: String(position), stream: 's.k-1', revision: String(position), id: `e${position}`, type: 'T', data: {}, metadata: { actor: { user, role: 'r', unit: '10' }, recordedAt, effectiveOn: '2024-01-01', commandId } });

describe('who did what', () => {
  const log = new EventLog();
  log.append([event(1, 'a', 'c1', '2023-11-30T16:59:59.000Z'), event(2, 'a', 'c1', '2023-11-30T16:59:59.000Z'), event(3, 'a', 'c2', '2023-11-30T17:00:00.000Z'), event(4, 'b', 'c3', '2024-02-01T00:00:00.000Z')]);

  it('counts commands, not events, in the month of the ledger’s zone', () => {
    expect(commandsOf(log, () => true).map(({ person, month, events }) => [person, month, events.length])).toEqual([['a', '2023-11', 2], ['a', '2023-12', 1], ['b', '2024-02', 1]]);
  });

  it('shows every month between, and whoever did most first', () => {
    expect(stripOf(commandsOf(log, () => true))).toEqual({ months: ['2023-11', '2023-12', '2024-01', '2024-02'], rows: [{ person: 'a', counts: [1, 1, 0, 0], total: 2 }, { person: 'b', counts: [0, 0, 0, 1], total: 1 }], most: 1 });
    expect(stripOf([])).toEqual({ months: [], rows: [], most: 1 });
  });

  it('leaves out what was not known yet', () => {
    expect(commandsOf(log, ({ position }) => Number(position) < 3)).toHaveLength(1);
  });
});
