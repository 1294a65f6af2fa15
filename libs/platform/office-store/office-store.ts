import { Credentials } from './credentials';
import { EvidenceRecords } from './evidence-records';
import { NamedValues } from './named-values';
import { OfficeDatabase } from './office-database';
import { ProcessCheckpoints } from './process-checkpoints';
import { Sessions, type SessionLimits } from './sessions';
import { Uploads } from './uploads';

export interface OfficeStoreOptions {
  readonly sessionLimits?: SessionLimits;
  /** Largest file, in bytes; default: the disk. */
  readonly bytesMax?: number;
}

/**
 * What is durable and is no event: credentials, sessions, process checkpoints, uploads. Every call is on disk when it
 * returns. Every method throws `OfficeStoreUnavailable` when the file cannot be read or written; then nothing changed.
 */
export class OfficeStore {
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly checkpoints: ProcessCheckpoints;
  readonly uploads: Uploads;
  readonly evidence: EvidenceRecords;
  readonly values: NamedValues;

  private constructor(private readonly db: OfficeDatabase, options: OfficeStoreOptions) {
    this.credentials = new Credentials(db);
    this.sessions = new Sessions(db, options.sessionLimits);
    this.checkpoints = new ProcessCheckpoints(db);
    this.uploads = new Uploads(db);
    this.evidence = new EvidenceRecords(db);
    this.values = new NamedValues(db);
  }

  /** Opens `office.db` in `folder`, making it when there is none. */
  static open(folder: string, options: OfficeStoreOptions = {}): OfficeStore {
    return new OfficeStore(OfficeDatabase.open(folder, options.bytesMax), options);
  }

  /** All of `use` or nothing of it. */
  transaction<T>(use: () => T): T {
    return this.db.transaction(use);
  }

  close(): void {
    this.db.close();
  }
}
