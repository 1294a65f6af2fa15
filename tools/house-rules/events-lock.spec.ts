import { count, optional, text } from '@ledger/fields';
import { defineEvents, revised, type EventDefinition, type Events } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { breaches, currentEvents, lockedForm, readLock, unlocked } from './event-shapes';

const label = { vi: 'Số', en: 'Number' };
const number = count({ label });
const eventsOf = (events: Events): ReadonlyMap<string, EventDefinition> => new Map(Object.entries(events.$catalogue.definitions));
const lockOf = (events: Events) => Object.fromEntries([...eventsOf(events)].map(([type, definition]) => [type, lockedForm(definition)]));

describe('published events', () => {
  const events = currentEvents(registers);

  it('keep their shape until they get a new version', () => {
    expect(breaches(readLock(), events)).toEqual([]);
  });

  it('are all written down: npm run events:lock', () => {
    expect(unlocked(readLock(), events)).toEqual([]);
  });
});

describe('the lock', () => {
  const lock = lockOf(defineEvents('test', { Counted: { number } }));

  it.each([
    ['a field that is renamed', defineEvents('test', { Counted: { total: number } })],
    ['a field that is added', defineEvents('test', { Counted: { number, note: optional(text({ label })) } })],
    ['a field that may be left out', defineEvents('test', { Counted: { number: optional(number) } })],
    ['a field of another form', defineEvents('test', { Counted: { number: text({ label }) } })],
    ['a narrower range', defineEvents('test', { Counted: { number: count({ label, min: 1 }) } })],
    ['an event that is gone', defineEvents('test', { Other: { number } })],
    ['a new version without an upcast', defineEvents('test', { Counted: revised({ total: number }, 2, {}) })],
  ])('refuses %s', (_, changed: Events) => {
    expect(breaches(lock, eventsOf(changed))).toHaveLength(1);
  });

  it('accepts another label, and a new version that old data lead to', () => {
    const relabelled = defineEvents('test', { Counted: { number: count({ label: { vi: 'Tổng số', en: 'Total' } }) } });
    const next = defineEvents('test', { Counted: revised({ total: number }, 2, { 1: ({ number, ...rest }) => ({ ...rest, total: number! }) }) });
    expect(breaches(lock, eventsOf(relabelled))).toEqual([]);
    expect(breaches(lock, eventsOf(next))).toEqual([]);
    expect(unlocked(lock, eventsOf(next))).toEqual(['Counted']);
  });
});
