import type { Json } from '@ledger/kit';
import { fromBase64 } from './base64';
import { canonicalJson } from './canonical-json';
import { Malformed } from './malformed';
import { isHash } from './merkle-tree';
import { sha256 } from './sha256';
import { parseTreeSize } from './tree-size';
import { asText, toUtf8 } from './utf8';

/**
 * Everything that the bytes of a report depend on, and their hash. The bytes are the report's output as RFC 8785 JSON
 * (see `reportOutputBytes`); the manifest's own bytes are RFC 8785 JSON too, and their SHA-256 is its id.
 */
export interface ReportManifest {
  readonly report: string;
  readonly reportVersion: number;
  /** What was asked beside the dates, as the report's fields encode it. */
  readonly parameters: { readonly [name: string]: string | number | boolean };
  /** Day `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly knownAt: {
    readonly origin: string;
    /** Of the last leaf of the tree, in the store of the day: it changes when a store is moved, the tree's size does not. */
    readonly position: string;
    readonly treeSize: string;
    /** Base64, 32 bytes. */
    readonly root: string;
  };
  /** The projections that the report reads, by name. */
  readonly projections: readonly { readonly name: string; readonly version: number }[];
  /** The program's version and the hash of the code that the report runs through, in hexadecimal. */
  readonly code: { readonly program: string; readonly sha256: string };
  /** SHA-256 of the output's bytes, in hexadecimal. */
  readonly output: string;
}

/** What a report says, without where and when it was asked: equal for equal rows, whatever store they came from. */
export interface ReportOutput {
  readonly name: string;
  readonly version: number;
  readonly title: Json;
  readonly params: Json;
  readonly asOf: string;
  readonly columns: Json;
  readonly rows: Json;
  readonly totals: Json;
  readonly notes: Json;
}

/** The bytes whose hash a manifest holds. Throws `NotCanonical`. Other members of the object are left out. */
export function reportOutputBytes({ name, version, title, params, asOf, columns, rows, totals, notes }: ReportOutput): Uint8Array {
  return toUtf8(canonicalJson({ asOf, columns, name, notes, params, rows, title, totals, version }));
}

export const reportOutputHash = (output: ReportOutput): string => hexOf(sha256(reportOutputBytes(output)));

/** The manifest's bytes. Throws `Malformed` when they could not be read back. */
export function formatReportManifest(manifest: ReportManifest): Uint8Array {
  const bytes = toUtf8(canonicalJson(only(manifest) as unknown as Json));
  parseReportManifest(bytes);
  return bytes;
}

export const reportManifestId = (manifest: ReportManifest): string => hexOf(sha256(formatReportManifest(manifest)));

const MANIFEST_LENGTH_MAX = 1_000_000;

/** The manifest of a file: canonical bytes, or the same JSON laid out for people. Throws `Malformed`. */
export function parseReportManifest(file: string | Uint8Array): ReportManifest {
  if (file.length > MANIFEST_LENGTH_MAX) throw new Malformed('report manifest', `longer than ${MANIFEST_LENGTH_MAX}`);
  const text = asText(file);
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch {
    throw new Malformed('report manifest', 'not JSON in UTF-8');
  }
  if (!isManifest(json)) throw new Malformed('report manifest', 'a field is missing or of another kind');
  return only(json);
}

const only = ({ report, reportVersion, parameters, asOf, knownAt, projections, code, output }: ReportManifest): ReportManifest => ({
  report,
  reportVersion,
  parameters: { ...parameters },
  asOf,
  knownAt: { origin: knownAt.origin, position: knownAt.position, treeSize: knownAt.treeSize, root: knownAt.root },
  projections: projections.map(({ name, version }) => ({ name, version })),
  code: { program: code.program, sha256: code.sha256 },
  output,
});

type Fields = { readonly [key: string]: unknown };
const HEX = /^[0-9a-f]{64}$/;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, pattern = /^[^]+$/): value is string => typeof value === 'string' && pattern.test(value);
const isVersion = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
const isDecimal = (value: unknown): boolean => typeof value === 'string' && parseTreeSize(value) !== undefined;

function isManifest(json: unknown): json is ReportManifest {
  if (!isObject(json)) return false;
  const { report, reportVersion, parameters, asOf, knownAt, projections, code, output } = json;
  return isText(report, /^[a-z][a-z0-9-]*$/) && isVersion(reportVersion) && isText(asOf, /^\d{4}-\d{2}-\d{2}$/) && isText(output, HEX)
    && isObject(parameters) && Object.values(parameters).every(isPlain)
    && isObject(knownAt) && isText(knownAt.origin) && isDecimal(knownAt.position) && isDecimal(knownAt.treeSize) && isText(knownAt.root) && isHash(fromBase64(knownAt.root))
    && Array.isArray(projections) && projections.every((each) => isObject(each) && isText(each.name) && isVersion(each.version))
    && isObject(code) && isText(code.program) && isText(code.sha256, HEX);
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
