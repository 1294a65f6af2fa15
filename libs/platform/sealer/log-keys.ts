import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ED25519_NOTE, formatVerifierKey, isKeyName, openNote, parseVerifierKey, signNote, type SignerKey, type VerifierKey } from '@ledger/platform/audit-log/node';
import { writeWhole } from '@ledger/platform/durable-file';
import { LogKeysError, newKey, readKeyFile, writeKeyFile } from './key-file';

const CURRENT = 'log.key';
const PREVIOUS = 'log.previous.key';
/** The public keys that have signed before, one vkey a line. */
const EARLIER = 'log.earlier.vkeys';
const ROTATION = 'log.rotation.note';
const DAY_MS = 86_400_000;

/** The keys of a log. */
export interface LogKeys {
  /** The name of the keys, which is the log's origin. */
  readonly origin: string;
  /** Who signs the next checkpoint: the current key and, for a while after a rotation, the one before it. */
  readonly signers: readonly SignerKey[];
  /** Whose signature an existing checkpoint may carry: those, and the keys before them. */
  readonly known: readonly VerifierKey[];
  /** The note in which the previous key names the current one, signed by both. */
  readonly rotation?: string;
}

/** The keys in a folder at an instant (milliseconds since 1970 UTC); undefined when there are none. Throws `LogKeysError`. */
export async function readLogKeys(folder: string, now: number): Promise<LogKeys | undefined> {
  const current = await readKeyFile(join(folder, CURRENT));
  if (current === undefined) return undefined;
  const earlier = await earlierKeys(folder);
  const rotation = await rotationTo(current, folder);
  const previous = rotation && now < rotation.until ? await readKeyFile(join(folder, PREVIOUS)) : undefined;
  const signers = previous && previous.keyId !== current.keyId ? [current, previous] : [current];
  return { origin: current.name, signers, known: [...signers, ...earlier.filter(({ keyId }) => !signers.some((signer) => signer.keyId === keyId))], ...(rotation && { rotation: rotation.note }) };
}

/**
 * Makes the key of a log that has none. `lost` names the key that signed before and is gone: without it, nobody goes on with
 * that log's tree. Throws `LogKeysError` when there is a key already or the origin cannot be a key's name.
 */
export async function createLogKeys(folder: string, origin: string, { lost }: { readonly lost?: string } = {}): Promise<SignerKey> {
  if (existsSync(join(folder, CURRENT))) throw new LogKeysError(`${folder} holds a key already: rotate it instead`);
  if (!isKeyName(origin)) throw new LogKeysError(`${origin} cannot be the origin of a log: it is a name without spaces and plus signs, as in ledger.province.example/programs`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (lost !== undefined) await addEarlier(folder, parseVerifierKey(lost));
  const key = await newKey(origin, ED25519_NOTE);
  await writeKeyFile(join(folder, CURRENT), key);
  return key;
}

export interface Rotation {
  readonly key: SignerKey;
  readonly previous: SignerKey;
  /** The old key signs beside the new one until then. */
  readonly until: Date;
  /** What the old key says of the new one, signed by both. */
  readonly note: string;
}

/** Puts a new key in the place of the current one, which signs that it did, and beside it for some days. Throws `LogKeysError`. */
export async function rotateLogKeys(folder: string, { now, days }: { readonly now: number; readonly days: number }): Promise<Rotation> {
  const previous = await readKeyFile(join(folder, CURRENT));
  if (previous === undefined) throw new LogKeysError(`${folder} holds no key: create one`);
  const running = await rotationTo(previous, folder);
  if (running && now < running.until && days > 0) throw new LogKeysError(`a rotation is under way until ${new Date(running.until).toISOString()}: two keys sign already`);
  const key = await newKey(previous.name, ED25519_NOTE);
  const until = new Date(now + days * DAY_MS);
  const note = await signNote(statementOf(previous, key, until), [previous, key]);
  // Until the last step the old key is the current one, and what was written for the new one names a key that nobody has.
  await writeKeyFile(join(folder, PREVIOUS), previous);
  await addEarlier(folder, previous);
  await writeWhole(join(folder, ROTATION), note);
  await writeKeyFile(join(folder, CURRENT), key);
  return { key, previous, until, note };
}

async function earlierKeys(folder: string): Promise<VerifierKey[]> {
  const file = join(folder, EARLIER);
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map(parseVerifierKey);
}

async function addEarlier(folder: string, key: VerifierKey): Promise<void> {
  const lines = new Set([...(await earlierKeys(folder)), key].map(formatVerifierKey));
  await writeWhole(join(folder, EARLIER), `${[...lines].join('\n')}\n`);
}

const STATEMENT = /^program-ledger key rotation\norigin (?<origin>.+)\nold (?<old>.+)\nnew (?<next>.+)\nboth until (?<until>.+)\n$/;

/** Not three lines of which the second is a number, so that it can never be taken for a checkpoint. */
const statementOf = (old: VerifierKey, next: VerifierKey, until: Date): string =>
  `program-ledger key rotation\norigin ${old.name}\nold ${formatVerifierKey(old)}\nnew ${formatVerifierKey(next)}\nboth until ${until.toISOString()}\n`;

/** The last rotation, when it was to this key. */
async function rotationTo(current: VerifierKey, folder: string): Promise<{ readonly note: string; readonly until: number } | undefined> {
  const file = join(folder, ROTATION);
  if (!existsSync(file)) return undefined;
  const note = await readFile(file, 'utf8');
  const { next, until } = STATEMENT.exec(note.slice(0, note.lastIndexOf('\n\n') + 1))?.groups ?? {};
  if (next !== formatVerifierKey(current) || until === undefined) return undefined;
  await openNote(note, [current]);
  return { note, until: Date.parse(until) };
}
