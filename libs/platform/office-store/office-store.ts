import { Accesses } from './accesses';
import { Backups } from './backups';
import { Credentials } from './credentials';
import { EvidenceRecords } from './evidence-records';
import { Imports } from './imports';
import { NamedValues } from './named-values';
import { OfficeDatabase } from './office-database';
import { PersonalReads } from './personal-reads';
import { Persons } from './persons';
import { ProcessCheckpoints } from './process-checkpoints';
import { Sessions, type SessionLimits } from './sessions';
import { Uploads } from './uploads';

export interface OfficeStoreOptions {
  readonly sessionLimits?: SessionLimits;
  /** Largest file, in bytes; default: the disk. */
  readonly bytesMax?: number;
}

/**
 * What is durable and is no event: credentials, sessions, process checkpoints, uploads, persons' keys, backups. Every call is on disk when it
 * returns. Every method throws `OfficeStoreUnavailable` when the file cannot be read or written; then nothing changed.
 */
export class OfficeStore {
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly checkpoints: ProcessCheckpoints;
  readonly uploads: Uploads;
  readonly evidence: EvidenceRecords;
  readonly values: NamedValues;
  readonly persons: Persons;
  readonly personalReads: PersonalReads;
  readonly backups: Backups;
  readonly accesses: Accesses;
  readonly imports: Imports;

  private constructor(private readonly db: OfficeDatabase, options: OfficeStoreOptions) {
    this.credentials = new Credentials(db);
    this.sessions = new Sessions(db, options.sessionLimits);
    this.checkpoints = new ProcessCheckpoints(db);
    this.uploads = new Uploads(db);
    this.evidence = new EvidenceRecords(db);
    this.values = new NamedValues(db);
    this.persons = new Persons(db);
    this.personalReads = new PersonalReads(db);
    this.backups = new Backups(db);
    this.accesses = new Accesses(db);
    this.imports = new Imports(db);
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
