import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ED25519_COSIGNATURE, ED25519_NOTE, formatVerifierKey, isKeyName, parseCheckpoint, parseNote, parseVerifierKey, type Checkpoint, type SignerKey, type VerifierKey } from '@ledger/platform/audit-log/node';
import { sync, writeWhole } from '@ledger/platform/durable-file';
import { LogKeysError, newKey, readKeyFile, writeKeyFile } from '../key-file';

const KEY = 'witness.key';
/** One vkey a line, after `log` or alone; lines of comment begin with #. */
const LOGS = 'logs';
const STATE = 'checkpoints';

/** What a witness keeps: its key, whom it witnesses, and the latest checkpoint of each log that it has cosigned. */
export class WitnessFolder {
  private constructor(
    readonly folder: string,
    readonly key: SignerKey,
  ) {}

  /** Opens a witness's folder; `name` makes its key where there is none. Throws `LogKeysError`. */
  static async open(folder: string, name?: string): Promise<WitnessFolder> {
    await mkdir(join(folder, STATE), { recursive: true, mode: 0o700 });
    const file = join(folder, KEY);
    const found = await readKeyFile(file);
    if (found !== undefined && name !== undefined && found.name !== name) throw new LogKeysError(`the witness in ${folder} is called ${found.name}, not ${name}`);
    if (found !== undefined && found.type !== ED25519_COSIGNATURE) throw new LogKeysError(`${file} holds a key of another kind than a witness's`);
    if (found !== undefined) return new WitnessFolder(folder, found);
    if (name === undefined || !isKeyName(name)) throw new LogKeysError(`there is no witness in ${folder} yet: give it a name without spaces and plus signs, as in inspectorate.province.example/witness`);
    const key = await newKey(name, ED25519_COSIGNATURE);
    await writeKeyFile(file, key);
    return new WitnessFolder(folder, key);
  }

  /** Adds the key of a log, unless it is there. Throws `Malformed` for what is no key of a log. */
  async addLog(vkey: string): Promise<void> {
    const key = logKey(vkey);
    if ((await this.logs()).some((known) => known.keyId === key.keyId && known.name === key.name)) return;
    await appendFile(join(this.folder, LOGS), `log ${formatVerifierKey(key)}\n`);
  }

  /** The keys of the logs it witnesses, read anew every time: several of one origin while a log changes its key. */
  async logs(): Promise<VerifierKey[]> {
    const file = join(this.folder, LOGS);
    if (!existsSync(file)) return [];
    const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => logKey(line.replace(/^log\s+/, '').split(/\s/, 1)[0]!));
  }

  /** The latest cosigned checkpoint of a log; undefined when it never cosigned one. Throws when its file is damaged: to begin anew would be to forget. */
  async latest(origin: string): Promise<Checkpoint | undefined> {
    const note = await this.published(originHash(origin));
    if (note === undefined) return undefined;
    const checkpoint = parseCheckpoint(parseNote(note).text);
    if (checkpoint.origin !== origin) throw new Error(`the checkpoint kept for ${origin} is of ${checkpoint.origin}`);
    return checkpoint;
  }

  /** The note kept under a hash of an origin, in hexadecimal digits. */
  async published(hash: string): Promise<string | undefined> {
    const file = join(this.folder, STATE, hash);
    return existsSync(file) ? readFile(file, 'utf8') : undefined;
  }

  /** Keeps a cosigned checkpoint; durable when it resolves. */
  async keep(origin: string, note: string): Promise<void> {
    await writeWhole(join(this.folder, STATE, originHash(origin)), note);
    await sync(join(this.folder, STATE));
  }
}

/** Under which a witness publishes the checkpoint of a log. */
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

function logKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (key.type !== ED25519_NOTE) throw new LogKeysError(`the key of ${key.name} is not one that signs checkpoints`);
  return key;
}
