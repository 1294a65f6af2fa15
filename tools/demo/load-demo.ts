import type { Actor, Json } from '@ledger/kit';
import { createHash } from 'node:crypto';
import { demoEvidence } from './demo-evidence';
import type { DemoEvidence } from './criteria/criteria-sheets';
import type { DemoCommand } from './demo-command';
import { batchesOf, demoCommands, type DemoBatch } from './demo-commands';
import { LoadProgress, type ProgressOutput } from './load-progress';
import { people } from './people';
import { namedPosition, POSITIONS, type NamedPosition } from './positions';

/** A command as the ledger's engine takes it. */
export interface DemoOrder {
  readonly command: object;
  readonly act: DemoCommand['act'];
  readonly key: string;
  readonly origin: 'demo';
  readonly user?: string;
  readonly actor?: Actor;
}

/** What loading needs of the ledger it loads into. */
export interface DemoTarget {
  execute(order: DemoOrder): Promise<unknown>;
  /** The clock stands at the instant, in milliseconds since 1970; undefined: it runs again. */
  setClock(instant: number | undefined): void;
  /** Resolves when the ledger's processes have dealt with everything recorded so far, and with what they caused. */
  settled(): Promise<void>;
  /** Resolves when the tables show everything recorded so far. */
  shown(): Promise<void>;
  /** The position of the last event. */
  head(): Promise<bigint>;
  /** Keeps a file that events name by its hash; keeping it twice is the same as once. */
  keepEvidence(evidence: DemoEvidence): Promise<void>;
  /** Durable values by name. */
  readonly values: { get(name: string): Json | undefined; set(name: string, value: Json): void };
}

export interface LoadOptions {
  readonly output?: ProgressOutput;
  /** How many commands are under way at once. */
  readonly inFlight?: number;
  readonly now?: () => number;
  /** What to load; default: the whole province. */
  readonly commands?: readonly DemoCommand[];
}

/** How far loading has come: batches before `next` are recorded. */
interface Progress {
  readonly [key: string]: Json;
  readonly data: string;
  readonly next: number;
  readonly at: string;
  readonly finished: boolean;
}

const PROGRESS = 'demo.progress';
/** Batches done again after an interruption record nothing, so how far loading has come need not be written down after each. */
const SAVE_EVERY_MS = 500;
const SILENT: ProgressOutput = { write: () => undefined };

/** Whether the demo province was loaded to its end. */
export const isDemoLoaded = (values: DemoTarget['values']): boolean => (values.get(PROGRESS) as Progress | undefined)?.finished === true;

/**
 * Where the clock must stand before anything of an interrupted load goes on: processes that catch up on it must not date
 * what they record by the machine's clock. In milliseconds; undefined when no load was interrupted.
 */
export function standingInstant(values: DemoTarget['values']): number | undefined {
  const progress = values.get(PROGRESS) as Progress | undefined;
  return progress && !progress.finished ? Date.parse(progress.at) : undefined;
}

/** The positions that the tour names, as far as they have been reached. */
export const demoPositions = (values: DemoTarget['values']): readonly NamedPosition[] => (values.get(POSITIONS) as unknown as NamedPosition[] | undefined) ?? [];

/**
 * Loads the demo province, or goes on where an earlier load was interrupted: what is already recorded is answered by its
 * idempotency key and recorded once. Throws when a command is refused, naming it; loading again tries it again.
 */
export async function loadDemo(target: DemoTarget, options: LoadOptions = {}): Promise<readonly NamedPosition[]> {
  if (isDemoLoaded(target.values)) return demoPositions(target.values);
  const { output = SILENT, inFlight = 256, now = Date.now, commands = demoCommands() } = options;
  const batches = batchesOf(commands);
  const data = digestOf(commands);
  const first = firstBatch(target.values, data);
  for (const evidence of demoEvidence()) await target.keepEvidence(evidence);
  let done = batches.slice(0, first).reduce((sum, batch) => sum + batch.commands.length, 0);
  let savedAt = -Infinity;
  const progress = new LoadProgress(output, commands.length, done, now);
  for (const [index, batch] of batches.entries()) {
    if (index < first) continue;
    target.setClock(Date.parse(batch.at));
    if (now() - savedAt >= SAVE_EVERY_MS) {
      target.values.set(PROGRESS, { data, next: index, at: batch.at, finished: false } satisfies Progress);
      savedAt = now();
    }
    const endsMonth = batches[index + 1]?.at.slice(0, 7) !== batch.at.slice(0, 7);
    await loadBatch(target, batch, endsMonth, inFlight);
    done += batch.commands.length;
    progress.show(done, batch.at.slice(0, 10));
  }
  return finish(target, batches.at(-1)!.at, data, output);
}

function firstBatch(values: DemoTarget['values'], data: string): number {
  const progress = values.get(PROGRESS) as Progress | undefined;
  if (progress && progress.data !== data) throw new Error('The demo data has changed since loading began: load it into an empty folder.');
  return progress?.next ?? 0;
}

/** Processes may lag behind while a month is loaded, but not longer: what they record is dated by the same clock. */
async function loadBatch(target: DemoTarget, { at, commands }: DemoBatch, endsMonth: boolean, inFlight: number): Promise<void> {
  const marks = commands.flatMap((command) => command.marks ?? []);
  if (marks.length > 0) await target.settled();
  for (const name of marks) await mark(target, name, at);
  const queue = commands.values();
  const worker = async (): Promise<void> => {
    for (const command of queue) await execute(target, command);
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, commands.length) }, worker));
  if (endsMonth || commands.some(({ awaitsProcesses }) => awaitsProcesses)) await target.settled();
}

/** Whoever sets the ledger up has no account that could be asked for yet; everybody else must be permitted to do what he does. */
function execute(target: DemoTarget, { command, actor, act, key, at }: DemoCommand): Promise<unknown> {
  const issuer = actor.role === people.operator.role ? { actor } : { user: actor.user };
  return target.execute({ command, act, key, origin: 'demo', ...issuer }).catch((error: unknown) => {
    throw new Error(`demo command ${key} of ${actor.user}, ${at}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
}

/** The position is kept once: an interrupted load that comes by again finds it. */
async function mark(target: DemoTarget, name: string, at: string): Promise<void> {
  const positions = demoPositions(target.values);
  if (positions.some((position) => position.name === name)) return;
  target.values.set(POSITIONS, [...positions, namedPosition(name, await target.head(), at)] as unknown as Json);
}

async function finish(target: DemoTarget, at: string, data: string, output: ProgressOutput): Promise<readonly NamedPosition[]> {
  await target.settled();
  await target.shown();
  await mark(target, 'now', at);
  target.values.set(PROGRESS, { data, next: 0, at, finished: true } satisfies Progress);
  target.setClock(undefined);
  const positions = demoPositions(target.values);
  for (const { name, position, label } of positions) output.write(`${name.padEnd(18)} ${position.padStart(8)}  ${label.en}\n`);
  return positions;
}

/** A fingerprint of the whole stream of commands. */
export function digestOf(commands: readonly DemoCommand[]): string {
  const hash = createHash('sha256');
  for (const { command, ...rest } of commands) {
    hash.update(JSON.stringify([command.constructor.name, command, rest], (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));
  }
  return hash.digest('hex');
}
