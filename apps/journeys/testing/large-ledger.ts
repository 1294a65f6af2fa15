import { randomUUID } from 'node:crypto';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { BuiltServer, newFolder } from '../../api/testing/built-server';
import { COMMUNE, makeSmallProvince } from '../../api/testing/small-province';

const TOGETHER = 500;
const CAUGHT_UP_MS = 300_000;
const ASK_AGAIN_MS = 250;

/** The households `H0000001` … of a large ledger, each with one house proposed. */
export const householdOf = (number: number): string => `H${String(number).padStart(7, '0')}`;

/** The built server over `houses` proposed houses, one event each, and after them the small province; resolves when the tables have them all. */
export async function largeLedger(houses: number): Promise<BuiltServer> {
  const folder = newFolder();
  await propose(folder, houses);
  const server = await BuiltServer.start(folder);
  // Facts come from the tables: none are to be had while these are filled for the first time.
  await ready(server);
  await makeSmallProvince(server);
  await caughtUp(server, houses);
  return server;
}

async function propose(folder: string, houses: number): Promise<void> {
  const store = await openEmbeddedStore({ folder });
  for (let from = 1; from <= houses; from += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, houses - from + 1) }, (_, index) => from + index);
    await Promise.all(numbers.map((number) => store.append(`housing.house-${householdOf(number)}`, [proposed(number)], 'no-stream')));
  }
  await store.close();
}

/** As an officer would have recorded it, one every minute from March 2024 on. */
function proposed(number: number) {
  const commandId = randomUUID();
  const recordedAt = new Date(Date.UTC(2024, 2, 2) + number * 60_000).toISOString();
  return {
    id: randomUUID(), type: 'HouseProposed', data: { household: householdOf(number), commune: COMMUNE, kind: number % 3 === 0 ? 'repair' : 'new' },
    metadata: { actor: { role: 'officer', unit: '10', user: 'officer' }, commandHash: '0'.repeat(64), commandId, correlationId: commandId, causationId: commandId, effectiveOn: recordedAt.slice(0, 10), recordedAt, schemaVersion: 1 },
  };
}

async function ready(server: BuiltServer): Promise<void> {
  for (const end = Date.now() + CAUGHT_UP_MS; (await server.send('/health/ready')).status !== 200; await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))) {
    if (Date.now() > end) throw new Error('the large ledger does not become ready');
  }
}

async function caughtUp(server: BuiltServer, houses: number): Promise<void> {
  const path = `/api/housing/houses?household=${householdOf(houses)}`;
  for (const end = Date.now() + CAUGHT_UP_MS; (await server.send(path)).json?.rows?.length !== 1; await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))) {
    if (Date.now() > end) throw new Error('the tables do not catch up with the large ledger');
  }
}
