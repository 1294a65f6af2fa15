import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Register } from '@ledger/kit';
import { Malformed, parsePolicy, type Policy } from '@ledger/platform/audit-log/node';
import type { Configuration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import type { Clock, Log } from '@ledger/platform/nest';
import type { PublishedLog } from '@ledger/platform/nest/audit';
import { CHECKPOINTS, Cosigning, COSIGNED_FILE, createLogKeys, leafPages, leafStreamPattern, LogKeysError, noteIn, readLogKeys, Sealer, TileFolder, TreeInThread, TreeWriter, type LogKeys, type Tree } from '@ledger/platform/sealer';
import { bundleInThread } from '@ledger/platform/verification';
import { StartFailure } from './start-failure';
import type { Stores } from './stores';

/** The origin of a log that nobody has named: of a demo, on the machine where it runs. */
const DEMO_ORIGIN = 'ledger.localhost/demo';
/** Made by the build; not there while the sources run as they are. */
const VERIFIER = join(__dirname, '../../verify-bundle.mjs');

export interface SealerSetting {
  readonly configuration: Configuration;
  readonly registers: readonly Register[];
  readonly stores: Pick<Stores, 'events'>;
  readonly clock: Clock;
  readonly log: Log;
  /** While it answers true nothing is sealed. */
  readonly isHeld: () => boolean;
}

export interface PreparedSealer {
  readonly sealer: Sealer;
  readonly published: PublishedLog;
}

/** What seals the event log under the folder's key, which a demo makes itself; it is yet to be started. Throws `StartFailure` for keys, origins and policies that cannot be used. */
export async function prepareSealer({ configuration, registers, stores, clock, log, isHeld }: SealerSetting): Promise<PreparedSealer> {
  const folder = join(configuration.data, 'audit');
  const keyFolder = join(configuration.data, 'keys');
  const tiles = new TileFolder(folder);
  await mustHaveKeys(configuration, keyFolder, stores.events).catch(asStartFailure);
  const keys = (): Promise<LogKeys> => keysIn(keyFolder);
  const policy = policyOf(configuration);
  const sealer = new Sealer({
    store: stores.events, tree: treeOf(configuration, registers, stores, folder), folder, keyFolder, keys, now: () => clock.now(), isHeld, log,
    ...(policy && { cosigning: new Cosigning({ policy, tiles }) }),
  });
  const published: PublishedLog = {
    tiles,
    keys,
    latest: () => sealer.latest(),
    found: () => sealer.found(),
    cosigned: async () => (policy ? (await noteIn(folder, COSIGNED_FILE))?.note : undefined),
    status: () => sealer.status(),
    checkpointNow: () => sealer.checkpointNow(),
    leaves: (after) => leafPages(stores.events, leafStreamPattern(registers), after),
    ...(existsSync(VERIFIER) && { verifier: readFileSync(VERIFIER) }),
    ...(configuration.eventStore === 'embedded' && { bundle: bundlesOf(configuration, registers, folder, sealer) }),
  };
  return { sealer, published };
}

/** Bundles of what is published now, under the checkpoint that witnesses have cosigned where a policy asks for it. */
function bundlesOf({ data, witnessPolicy }: Configuration, registers: readonly Register[], folder: string, sealer: Sealer): PublishedLog['bundle'] {
  return async (selection, held, out) => {
    const cosigned = witnessPolicy ? (await noteIn(folder, COSIGNED_FILE))?.note : undefined;
    const checkpoint = cosigned ?? sealer.latest()!.note;
    const policy = witnessPolicy ? readFileSync(witnessPolicy, 'utf8') : undefined;
    await bundleInThread({ data, folder, pattern: leafStreamPattern(registers).source, checkpoint, selection, policy, held, out });
  };
}

/** Beside the embedded store the tree has a thread and a connection of its own; a server is asked from here. */
function treeOf({ data, eventStore }: Configuration, registers: readonly Register[], { events }: Pick<Stores, 'events'>, folder: string): Tree {
  const pattern = leafStreamPattern(registers);
  return eventStore === 'embedded' ? new TreeInThread({ data, folder, pattern }) : new TreeWriter({ store: events, folder, pattern });
}

async function keysIn(keyFolder: string): Promise<LogKeys> {
  const keys = await readLogKeys(keyFolder, Date.now());
  if (keys === undefined) throw new LogKeysError(`the key is gone from ${keyFolder}`);
  return keys;
}

async function mustHaveKeys({ mode, origin }: Configuration, keyFolder: string, events: EventStore): Promise<void> {
  const keys = await readLogKeys(keyFolder, Date.now());
  if (keys !== undefined && (origin === '' || origin === keys.origin)) return;
  if (keys !== undefined) throw new StartFailure(`LEDGER_ORIGIN is ${origin}, but the key in ${keyFolder} is of ${keys.origin}: a log keeps its origin`);
  if (await hasCheckpoints(events)) {
    throw new StartFailure(`this ledger has been sealed, but the key that sealed it is not in ${keyFolder}: put it back (a backup holds it only when it was made with --with-private-keys); when it is lost, run ledger keys create --origin <name> --lost <its vkey>`);
  }
  if (origin === '' && mode === 'production') {
    throw new StartFailure(`there is no key to seal the ledger with in ${keyFolder}: run ledger keys create --origin <name>, as in ledger.province.example/programs, or set LEDGER_ORIGIN to have one made`);
  }
  await createLogKeys(keyFolder, origin || DEMO_ORIGIN);
}

/** Whether anybody sealed it before: a key made now would not be allowed to go on. */
async function hasCheckpoints(events: EventStore): Promise<boolean> {
  for await (const found of events.readStream(CHECKPOINTS, { limit: 1 })) if (found.length > 0) return true;
  return false;
}

function policyOf({ witnessPolicy }: Configuration): Policy | undefined {
  if (witnessPolicy === '') return undefined;
  try {
    return parsePolicy(readFileSync(witnessPolicy));
  } catch (error) {
    const reason = error instanceof Malformed ? error.reason : (error as Error).message;
    throw new StartFailure(`LEDGER_WITNESS_POLICY=${witnessPolicy} cannot be used: ${reason}`);
  }
}

function asStartFailure(error: unknown): never {
  throw error instanceof LogKeysError ? new StartFailure(error.message) : error;
}
