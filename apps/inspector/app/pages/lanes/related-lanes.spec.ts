import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { EventLog } from '@ledger/ui/replay/event-log';
import { EVENTS_MAX, lanesOf } from './related-lanes';

let position = 0;
const event = (stream: string, id: string, request: string, cause: string | undefined, data: RecordedEvent['data']): RecordedEvent => {
  position += 1;
  return { position: String(position), stream, revision: '0', id, type: 'T', data, metadata: { actor: { user: 'u', role: 'r', unit: '10' }, recordedAt: '2024-01-01T00:00:00.000Z', effectiveOn: '2024-01-01', commandId: `of-${id}`, correlationId: request, causationId: cause ?? `of-${id}` } };
};

describe('related streams', () => {
  const log = new EventLog();
  log.append([
    event('housing.house-H1', 'proposed', 'a', undefined, { household: 'H1' }),
    event('funds.line-L', 'allocated', 'b', undefined, { amount: '1' }),
    event('housing.house-H1', 'asked', 'c', undefined, { household: 'H1', payment: 'P1', line: 'L' }),
    event('funds.line-L', 'posted', 'c', 'asked', { household: 'H1', payment: 'P1' }),
    event('housing.house-H1', 'paid', 'c', 'posted', { household: 'H1', payment: 'P1' }),
    event('funds.line-L', 'corrected', 'd', undefined, { household: 'H1', entry: 'x' }),
    event('housing.house-H2', 'other', 'e', undefined, { household: 'H2' }),
  ]);

  it('of a house are its payments and the fund line, with what names the house there and nothing else', () => {
    const { lanes, events, leftOut } = lanesOf(log, 'housing.house-H1', () => true);
    expect(lanes.map(({ kind, id }) => [kind, id])).toEqual([['root', 'H1'], ['payment', 'P1'], ['related', 'L']]);
    expect(events.map(({ event: { id }, lane, cause }) => [id, lane, cause])).toEqual([['proposed', 0, undefined], ['asked', 1, undefined], ['posted', 2, 1], ['paid', 1, 2], ['corrected', 2, undefined]]);
    expect(leftOut).toBe(0);
  });

  it('leave out what was not known yet, and the oldest of very many', () => {
    expect(lanesOf(log, 'housing.house-H1', ({ id }) => id !== 'paid').events).toHaveLength(4);
    const many = new EventLog();
    many.append(Array.from({ length: EVENTS_MAX + 5 }, (_, index) => event('housing.house-H9', `n${index}`, `r${index}`, undefined, {})));
    expect(lanesOf(many, 'housing.house-H9', () => true)).toMatchObject({ leftOut: 5, events: { length: EVENTS_MAX } });
  });
});
