import type { Register } from '@ledger/kit';
import { parseCheckpoint, reportManifestId, type ReportManifest } from '@ledger/platform/audit-log';
import type { Sealed, SealedLog } from '@ledger/platform/receipts';
import { outputHashOf, projectionList, type ReportRun } from '@ledger/platform/reports';
import { reportCode } from './report-code';

export interface ManifestMakerParts {
  readonly log: SealedLog;
  readonly registers: readonly Register[];
  /** Version of the program. */
  readonly program: string;
  /**
   * Streams of the manifests themselves. No report depends on them, so those that end the log are left out of what was known:
   * a report that is issued twice has one manifest.
   */
  readonly isManifest: (stream: string) => boolean;
  /** Told why an answer goes without its manifest. */
  readonly warn: (error: Error) => void;
}

export interface IdentifiedManifest extends ReportManifest {
  /** The manifest's id: its SHA-256. */
  readonly id: string;
}

/** Under which Nest provides it; without it answers name no manifest. */
export const MANIFESTS = Symbol('Manifests');

/** Makes out the manifest of a report that was answered. */
export class ManifestMaker {
  constructor(private readonly parts: ManifestMakerParts) {}

  /** The manifest as far as the log is sealed: undefined while the newest of what was read is not. */
  of(run: ReportRun): IdentifiedManifest | undefined {
    try {
      const sealed = this.parts.log.covering(run.position);
      return sealed && this.made(run, sealed);
    } catch (error) {
      // Figures are answered all the same; the tiles may be just being made again.
      this.parts.warn(error as Error);
      return undefined;
    }
  }

  /** The manifest, with a checkpoint made for it when there is none yet. Throws `NotSealedYet`. */
  async sealed(run: ReportRun, timeoutMs: number): Promise<IdentifiedManifest> {
    return this.made(run, await this.parts.log.seal(run.position, timeoutMs));
  }

  private made(run: ReportRun, sealed: Sealed): IdentifiedManifest {
    const { log, registers, program, isManifest } = this.parts;
    const tree = log.treeUpTo(run.position, sealed, isManifest);
    const manifest: ReportManifest = {
      report: run.report.name,
      reportVersion: run.report.version,
      parameters: run.params as ReportManifest['parameters'],
      asOf: run.asOf,
      knownAt: { origin: parseCheckpoint(sealed.note).origin, position: tree.position.toString(), treeSize: tree.size.toString(), root: Buffer.from(tree.root).toString('base64') },
      projections: projectionList(run.projections),
      code: { program, sha256: reportCode(registers, run.report) },
      output: outputHashOf(run),
    };
    return { id: reportManifestId(manifest), ...manifest };
  }
}
