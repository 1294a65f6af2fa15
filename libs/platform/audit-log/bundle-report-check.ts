import { Damaged, type BundleArchive } from './bundle-archive';
import { EVENT_LINE_BYTES_MAX, linesOf, parseBundledEvent } from './bundle-event';
import type { BundleManifest } from './bundle-manifest';
import { sameBytes } from './bytes';
import type { Findings } from './finding';
import { Malformed } from './malformed';
import { parseReportManifest, reportManifestId, type ReportManifest } from './report-manifest';
import { asText } from './utf8';

const FILE = /^reports\/([0-9a-f]{64})\/(?:manifest|output)\.json$/;
const RECORDED = /^reports\.manifest-([0-9a-f]{64})$/;
const MANIFEST_BYTES_MAX = 1_000_000;

/** The files of a report in a bundle. */
export const reportFile = (id: string, file: 'manifest' | 'output'): string => `reports/${id}/${file}.json`;

/**
 * That every report of the bundle is the output of a manifest that was recorded: its folder is called by the manifest's
 * SHA-256, the output has the hash that the manifest tells, and an event of the bundle says the same.
 */
export async function checkReports(archive: BundleArchive, _manifest: BundleManifest, findings: Findings): Promise<void> {
  const ids = new Set<string>();
  for (const name of archive.names.filter((each) => each.startsWith('reports/'))) {
    const id = FILE.exec(name)?.[1];
    if (id === undefined) findings.add('report-unproven', { file: name });
    else ids.add(id);
  }
  if (ids.size === 0) return;
  const recorded = await recordedManifests(archive, ids);
  for (const id of ids) await checkReport(archive, id, recorded.get(id), findings);
}

async function checkReport(archive: BundleArchive, id: string, recorded: string | undefined, findings: Findings): Promise<void> {
  const file = reportFile(id, 'manifest');
  const manifest = await manifestIn(archive, file);
  if (manifest === undefined || reportManifestId(manifest) !== id) return findings.add('report-differs', { file, detail: 'it is not the manifest that its folder is called by' });
  if (recorded === undefined) findings.add('report-unproven', { file, detail: 'no event of the bundle records it' });
  else if (recorded !== id) findings.add('report-differs', { file, detail: 'the event that records it says another thing' });
  const output = reportFile(id, 'output');
  if (!archive.has(output)) findings.add('report-unproven', { file: output, detail: 'what the report says is not in the bundle' });
  else if (!(await hasHash(archive, output, manifest.output))) findings.add('report-differs', { file: output, detail: 'it is not the output whose hash was recorded' });
}

async function manifestIn(archive: BundleArchive, file: string): Promise<ReportManifest | undefined> {
  try {
    return archive.has(file) ? parseReportManifest(await archive.read(file, MANIFEST_BYTES_MAX)) : undefined;
  } catch (error) {
    if (error instanceof Malformed || error instanceof Damaged) return undefined;
    throw error;
  }
}

/** By the id that its stream has, the id of what an event of the bundle says; events themselves were looked at before. */
async function recordedManifests(archive: BundleArchive, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const recorded = new Map<string, string>();
  for await (const line of linesOf(archive.pieces('events.ndjson'), EVENT_LINE_BYTES_MAX)) {
    const { says, data } = parseBundledEvent(line);
    const id = RECORDED.exec(says.stream)?.[1];
    if (id !== undefined && ids.has(id) && says.type === 'ReportManifestRecorded') recorded.set(id, idOf(data));
  }
  return recorded;
}

function idOf(data: Uint8Array): string {
  try {
    return reportManifestId(parseReportManifest(asText(data) ?? ''));
  } catch (error) {
    if (error instanceof Malformed) return '';
    throw error;
  }
}

async function hasHash(archive: BundleArchive, file: string, sha256: string): Promise<boolean> {
  try {
    return sameBytes(await archive.sha256(file), Uint8Array.from(sha256.match(/../g)!, (octet) => Number.parseInt(octet, 16)));
  } catch (error) {
    if (error instanceof Damaged) return false;
    throw error;
  }
}
