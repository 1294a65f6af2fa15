import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import { ReadablePersons } from './readable-persons';

/** A store without events whose readings of everything end when they are let go. */
function heldStore() {
  const readings: (() => void)[] = [];
  async function* readAll(): AsyncGenerator<readonly RecordedEvent[]> {
    await new Promise<void>((resolve) => readings.push(resolve));
    yield [];
  }
  const store = { head: async () => 0n, readAll } as unknown as EventStore;
  const letGo = async (): Promise<void> => {
    readings.shift()!();
    await nextTurn();
  };
  return { store, letGo };
}

it('whoever asks for all that is recorded to be settled is not answered by a reading that began before', async () => {
  const { store, letGo } = heldStore();
  const values = { get: () => undefined, set: () => undefined };
  const persons = new ReadablePersons({ registers: [], store, persons: { show: () => undefined }, values, now: () => 0, gate: { forget: () => undefined }, log: { warn: () => undefined } } as never);
  const earlier = persons.catchUp();
  await nextTurn();
  let isSettled = false;
  const settled = persons.settled().then(() => (isSettled = true));
  await letGo();
  await earlier;
  expect(isSettled).toBe(false);
  await letGo();
  await settled;
  expect(isSettled).toBe(true);
});
