import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatSignerKey, parseSignerKey, signerKey, type SignatureType, type SignerKey } from '@ledger/platform/audit-log/node';
import { sync, writeWhole } from '@ledger/platform/durable-file';

const PRIVATE_MODE = 0o600;

/** Something about a key that a person has to mend; the message is one line and holds nothing secret. */
export class LogKeysError extends Error {
  override readonly name = 'LogKeysError';
}

export const newKey = (name: string, type: SignatureType): Promise<SignerKey> => signerKey(name, type, new Uint8Array(randomBytes(32)));

/** Writes a private key, in the form of Go's notes, for the owner's eyes alone. */
export async function writeKeyFile(file: string, key: SignerKey): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(file, `${formatSignerKey(key)}\n`, PRIVATE_MODE);
  await sync(dirname(file));
}

/** The private key in a file; undefined when there is none. Throws `LogKeysError` for a file that others may read or that holds no key. */
export async function readKeyFile(file: string): Promise<SignerKey | undefined> {
  if (!existsSync(file)) return undefined;
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new LogKeysError(`${file} can be read by others than its owner (mode ${(mode & 0o777).toString(8)}): chmod 600`);
  const text = (await readFile(file, 'utf8')).trim();
  try {
    return await parseSignerKey(text);
  } catch (error) {
    throw new LogKeysError(`${file} holds no private key: ${(error as Error).message}`);
  }
}
