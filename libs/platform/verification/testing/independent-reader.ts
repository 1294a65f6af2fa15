/**
 * What somebody writes who has read the specifications and none of this program: c2sp.org/signed-note, tlog-checkpoint,
 * tlog-cosignature, tlog-tiles and tlog-proof, RFC 6962 §2.1 and RFC 8785. It imports Node alone, takes the shortest way the texts
 * leave open (recursion, whole trees in memory), and is slow.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

const LOG = 1;
const COSIGNER = 4;
const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part as string)))).digest();
const assert = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

export interface ReadNote {
  readonly text: string;
  /** Who signed, and of a cosigner when, in POSIX seconds. */
  readonly signedBy: readonly { readonly name: string; readonly time?: number }[];
}

export interface ReadCheckpoint extends ReadNote {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A note whose lines by the given keys (vkeys) are all verified. Throws where one is wrong or the form is another. */
export function readNote(note: string, vkeys: readonly string[]): ReadNote {
  const at = note.lastIndexOf('\n\n');
  const [text, lines] = [note.slice(0, at + 1), note.slice(at + 2)];
  assert(at > 0 && lines.endsWith('\n'), 'no signature lines');
  return { text, signedBy: lines.slice(0, -1).split('\n').flatMap((line) => vkeys.flatMap((vkey) => signatureOf(line, vkey, text) ?? [])) };
}

/** The checkpoint in a note. Throws as `readNote`. */
export function readCheckpoint(note: string, vkeys: readonly string[]): ReadCheckpoint {
  const read = readNote(note, vkeys);
  const [origin, size, root, end, ...more] = read.text.split('\n');
  assert(end === '' && more.length === 0 && /^(0|[1-9][0-9]*)$/.test(size!), 'no checkpoint');
  return { ...read, origin: origin!, size: Number(size), root: Buffer.from(root!, 'base64') };
}

function signatureOf(line: string, vkey: string, text: string): { name: string; time?: number } | undefined {
  const [, name, blob] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line)!;
  const [, keyName, keyId, key] = /^([^ +]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey)!;
  const [typed, signed] = [Buffer.from(key!, 'base64'), Buffer.from(blob!, 'base64')];
  assert(sha256(keyName!, '\n', typed).subarray(0, 4).toString('hex') === keyId, 'the key is not the one that its id speaks of');
  if (name !== keyName || signed.subarray(0, 4).toString('hex') !== keyId) return undefined;
  assert(typed[0] === LOG || typed[0] === COSIGNER, 'another kind of key');
  const time = typed[0] === COSIGNER ? Number(signed.readBigUInt64BE(4)) : undefined;
  const [message, signature] = time === undefined ? [text, signed.subarray(4)] : [`cosignature/v1\ntime ${time}\n${text}`, signed.subarray(12)];
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') }, format: 'jwk' });
  assert(signature.length === 64 && verify(null, Buffer.from(message), publicKey, signature), `the signature of ${name} is wrong`);
  return { name: name!, ...(time !== undefined && { time }) };
}

export const leafOf = (entry: Buffer): Buffer => sha256(Buffer.of(0), entry);
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);
const split = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));

/** MTH. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length < 2) return leaves[0] ?? sha256();
  const k = split(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** The root that a leaf and its PATH give. */
export function rootByPath(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer {
  if (size === 1) return path.length === 0 ? leaf : Buffer.alloc(0);
  const k = split(size);
  const [rest, last] = [path.slice(0, -1), path.at(-1)!];
  return index < k ? nodeOf(rootByPath(index, k, leaf, rest), last) : nodeOf(last, rootByPath(index - k, size - k, leaf, rest));
}

/** The older and the newer root that the older one and a PROOF give. */
export function rootsByProof(older: number, newer: number, root: Buffer, proof: readonly Buffer[]): readonly [Buffer, Buffer] {
  const left = [...proof];
  const next = (): Buffer => left.pop() ?? Buffer.alloc(0);
  const subproof = (m: number, n: number, isKnown: boolean): readonly [Buffer, Buffer] => {
    if (m === n) {
      const same = isKnown ? root : next();
      return [same, same];
    }
    const k = split(n);
    const sibling = next();
    if (m <= k) {
      const [before, after] = subproof(m, k, isKnown);
      return [before, nodeOf(after, sibling)];
    }
    const [before, after] = subproof(m - k, n - k, false);
    return [nodeOf(sibling, before), nodeOf(sibling, after)];
  };
  const roots = subproof(older, newer, true);
  assert(left.length === 0, 'the proof is too long');
  return roots;
}

const pathOf = (level: string, index: number, width: number): string => {
  const groups = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/.{3}/g)!;
  return `tile/${level}/${groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')}${width < 256 ? `.p/${width}` : ''}`;
};

/** Every file of a tree with these entries, by its path: what a log has to serve for a checkpoint of that size. */
export function filesOf(entries: readonly Buffer[]): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const row = (level: string, parts: readonly Buffer[]): void => {
    for (let index = 0; index * 256 < parts.length; index += 1) {
      const inTile = parts.slice(index * 256, index * 256 + 256);
      files.set(pathOf(level, index, inTile.length), Buffer.concat(inTile));
    }
  };
  row('entries', entries.map((entry) => Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 255), entry])));
  const leaves = entries.map(leafOf);
  for (let level = 0; 256 ** level <= leaves.length; level += 1) {
    const under = 256 ** level;
    row(String(level), Array.from({ length: Math.floor(leaves.length / under) }, (_, i) => rootOf(leaves.slice(i * under, (i + 1) * under))));
  }
  return files;
}

/** The entries of an entry bundle. */
export function entriesOf(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  return entries;
}

/** The parts of a `.tlog-proof`. */
export function readProof(file: string): { readonly index: number; readonly path: readonly Buffer[]; readonly checkpoint: string } {
  const [, index, path, checkpoint] = /^c2sp\.org\/tlog-proof@v1\n(?:extra [A-Za-z0-9+/=]+\n)?index (0|[1-9][0-9]*)\n((?:[A-Za-z0-9+/=]{44}\n)*)\n([\s\S]+)$/.exec(file)!;
  return { index: Number(index), path: hashesOf(path!), checkpoint: checkpoint! };
}

export const hashesOf = (lines: string): Buffer[] => lines.split('\n').slice(0, -1).map((line) => Buffer.from(line, 'base64'));

/** What a leaf of the ledger says, if its bytes are RFC 8785's (its values are text and one small number, where sorting is all there is to it). */
export function readEntry(entry: Buffer): Readonly<Record<string, unknown>> {
  const says = JSON.parse(entry.toString('utf8')) as Record<string, unknown>;
  assert(JSON.stringify(Object.fromEntries(Object.entries(says).sort(([one], [other]) => (one < other ? -1 : 1)))) === entry.toString('utf8'), 'not canonical');
  return says;
}

export const shownHash = (bytes: Buffer | string): string => `sha256:${sha256(bytes).toString('hex')}`;
