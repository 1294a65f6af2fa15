import type { Json } from '@ledger/kit';
import { fromBase64, toBase64 } from './base64';
import { canonicalJson } from './canonical-json';
import { LEAF_ENTRY_VERSION } from './leaf-entry';
import { Malformed } from './malformed';
import { isHash, type Hash } from './merkle-tree';
import { parseTilePath } from './tile';
import { parseTreeSize } from './tree-size';
import { asText, toUtf8 } from './utf8';

/** Version 2 holds a consistency proof for every tree that a manifest of a report speaks of; without such proofs the bundle is one of version 1. */
const VERSIONS = [1, 2] as const;
export const MANIFEST = 'manifest.json';
export const MANIFEST_BYTES_MAX = 32 * 1024 * 1024;

/** Which events a bundle holds. Registers and units select whole streams; `from` and `to` cut them by `recordedAt`, inclusive days in UTC. */
export interface BundleSelection {
  /** `all`: every leaf of the checkpoint. */
  readonly events: 'all' | 'selected';
  /** What shows that they are in the tree: its hash tiles, or a proof for each. */
  readonly proof: 'tiles' | 'proofs';
  readonly register?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface BundleManifest {
  readonly origin: string;
  /** Size and root of the checkpoint's tree. */
  readonly size: bigint;
  readonly root: Hash;
  /** The pattern of stream names whose events are leaves. */
  readonly pattern: string;
  readonly selection: BundleSelection;
  /** Number of events in `events.ndjson`. */
  readonly events: bigint;
  /** Every other file. */
  readonly files: ReadonlyMap<string, { readonly size: number; readonly sha256: Hash }>;
}

const FIXED = new Set(['checkpoint', 'checkpoint.previous', 'consistency.proof', 'policy.txt', 'events.ndjson', 'opened.ndjson']);
const PROOF = /^proofs\/(0|[1-9][0-9]{0,18})\.tlog-proof$/;
const TREE = /^trees\/(0|[1-9][0-9]{0,18})\.proof$/;
const REPORT = /^reports\/[A-Za-z0-9][A-Za-z0-9-]{0,99}\/[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/;
const OPTIONS = ['register', 'unit', 'from', 'to'] as const;

/** Whether a bundle may hold a file of this name, beside its manifest: none leads out of the folder it is unpacked in. */
export function isBundleName(name: string): boolean {
  if (FIXED.has(name) || PROOF.test(name) || TREE.test(name) || REPORT.test(name)) return true;
  if (!name.startsWith('tile/')) return false;
  try {
    parseTilePath(name);
    return true;
  } catch {
    return false;
  }
}

export const proofName = (index: bigint): string => `proofs/${index}.tlog-proof`;

/** The proof from a smaller tree to the checkpoint's, in the format of `consistency.proof`. */
export const treeProofName = (size: bigint): string => `trees/${size}.proof`;

/** Of a bundle with files of these names. */
const bundleVersion = (names: readonly string[]): (typeof VERSIONS)[number] => (names.some((name) => TREE.test(name)) ? 2 : 1);

/** The bytes of a manifest: canonical JSON. */
export function formatManifest({ origin, size, root, pattern, selection, events, files }: BundleManifest): Uint8Array {
  const listed = Object.fromEntries([...files].map(([name, file]) => [name, { sha256: hexOf(file.sha256), size: file.size }]));
  const filter = { pattern, version: 1 };
  return toUtf8(canonicalJson({ events: String(events), files: listed, filter, origin, root: toBase64(root), schemas: { entry: LEAF_ENTRY_VERSION }, selection: { ...selection }, size: String(size), version: bundleVersion([...files.keys()]) }));
}

/** The manifest of bytes that `formatManifest` wrote. Throws `Malformed`. */
export function parseManifest(bytes: Uint8Array): BundleManifest {
  const fields = jsonObject(bytes);
  if (!VERSIONS.some((version) => version === fields['version'])) throw new Malformed('manifest', `version ${String(fields['version'])} is not known here`);
  const root = typeof fields['root'] === 'string' ? fromBase64(fields['root']) : undefined;
  const pattern = (fields['filter'] as { readonly pattern?: unknown } | undefined)?.pattern;
  const { origin } = fields;
  if (typeof origin !== 'string' || typeof pattern !== 'string' || !isHash(root)) throw new Malformed('manifest', 'a field is missing or of another kind');
  const manifest = { origin, root, pattern, size: decimal(fields['size']), events: decimal(fields['events']), selection: parseSelection(fields['selection']), files: parseFiles(fields['files']) };
  if (asText(formatManifest(manifest)) !== asText(bytes)) throw new Malformed('manifest', 'not the canonical bytes of a manifest');
  return manifest;
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(asText(bytes) ?? '');
    if (typeof value === 'object' && value !== null) return value as Record<string, Json>;
  } catch {
    // Said below.
  }
  throw new Malformed('manifest', 'not a JSON object');
}

function decimal(value: unknown): bigint {
  const number = typeof value === 'string' ? parseTreeSize(value) : undefined;
  if (number === undefined) throw new Malformed('manifest', 'a number is not decimal text');
  return number;
}

function parseSelection(value: unknown): BundleSelection {
  const { events, proof, ...rest } = (value ?? {}) as Record<string, unknown>;
  if ((events !== 'all' && events !== 'selected') || (proof !== 'tiles' && proof !== 'proofs')) throw new Malformed('manifest', 'the selection is not known here');
  const options = OPTIONS.flatMap((name) => (typeof rest[name] === 'string' ? [[name, rest[name]] as const] : []));
  return { events, proof, ...Object.fromEntries(options) };
}

function parseFiles(value: unknown): BundleManifest['files'] {
  const files = new Map<string, { size: number; sha256: Hash }>();
  for (const [name, file] of Object.entries((value ?? {}) as Record<string, { readonly size?: unknown; readonly sha256?: unknown } | null>)) {
    const sha256 = typeof file?.sha256 === 'string' && /^[0-9a-f]{64}$/.test(file.sha256) ? Uint8Array.from(file.sha256.match(/../g)!, (octet) => Number.parseInt(octet, 16)) : undefined;
    if (!isBundleName(name)) throw new Malformed('manifest', `a bundle holds no ${name}`);
    if (sha256 === undefined || !Number.isSafeInteger(file?.size)) throw new Malformed('manifest', `${name} has no size or SHA-256`);
    files.set(name, { size: file!.size as number, sha256 });
  }
  return files;
}

const hexOf = (hash: Hash): string => Array.from(hash, (octet) => octet.toString(16).padStart(2, '0')).join('');
