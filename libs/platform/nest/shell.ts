import type { EventStore } from '@ledger/platform/event-store';
import type { OfficeStore } from '@ledger/platform/office-store';
import type { ReadablePersons } from '@ledger/platform/personal-data';
import type { ReadStore } from '@ledger/platform/read-store';
import type { Authenticator, Authoriser } from './authority';
import type { LiveUpdates } from './live/live-updates';
import type { Ledger } from './ledger/ledger';
import type { Catalogue } from './ledger/catalogue';
import type { Clock } from './ledger/clock';
import type { Log } from './log';
import type { CommandCounts } from './metrics/command-counts';
import type { PersonalAnswers } from './personal/personal-answers';
import type { ProcessRunner } from './processes/process-runner';
import type { ProjectionControl } from './queries/projection-control';
import type { Readiness } from './health/readiness';

/** Everything that the shell's controllers work with; the apps put it together. */
export interface Shell {
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  /** What became of commands since the process started. */
  readonly commandCounts: CommandCounts;
  readonly store: EventStore;
  readonly reads: ReadStore;
  readonly projections: ProjectionControl;
  readonly office: OfficeStore;
  readonly processes: ProcessRunner;
  /** Keeps what is readable of persons; to be closed before the stores. */
  readonly persons: ReadablePersons;
  /** Fills answers with it for whoever may read it. */
  readonly personal: PersonalAnswers;
  readonly live: LiveUpdates;
  readonly readiness: Readiness;
  readonly authenticator: Authenticator;
  readonly authoriser: Authoriser;
  readonly clock: Clock;
  readonly log: Log;
  /** Demo mode: bodies may carry `basis`. */
  readonly demo: boolean;
  /** Version of the program, as in package.json. */
  readonly version: string;
}

/** Under which Nest provides the shell. */
export const SHELL = Symbol('Shell');
