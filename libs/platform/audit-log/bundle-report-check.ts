import type { BundleArchive } from './bundle-archive';
import type { BundleManifest } from './bundle-manifest';
import type { Findings } from './finding';

/** That every report of the bundle is the output its recorded manifest speaks of. */
export async function checkReports(archive: BundleArchive, _manifest: BundleManifest, findings: Findings): Promise<void> {
  for (const name of archive.names) if (name.startsWith('reports/')) findings.add('report-unproven', { file: name });
}
