import type { Register, Words } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import type { EvidenceStore } from '@ledger/platform/evidence';
import type { OfficeStore } from '@ledger/platform/office-store';
import { ForgettingGate, PersonalCommands, ReadablePersons } from '@ledger/platform/personal-data';
import type { ReadStore } from '@ledger/platform/read-store';
import type { Authenticator, Authoriser } from './authority';
import { mustHaveEvidence } from './evidence';
import { Readiness } from './health/readiness';
import { catalogueOf } from './ledger/catalogue';
import type { Clock } from './ledger/clock';
import { Ledger } from './ledger/ledger';
import type { Order } from './ledger/order';
import { LiveUpdates } from './live/live-updates';
import type { Log } from './log';
import { CommandCounts } from './metrics/command-counts';
import { withForgotten } from './personal/forgotten';
import { PersonalAnswers } from './personal/personal-answers';
import { Problem } from './problems/problem';
import { Problems } from './problems/problem-document';
import { ProcessRunner } from './processes/process-runner';
import { KnownCommands } from './queries/known-commands';
import type { ProjectionControl } from './queries/projection-control';
import { ReadStoreFacts } from './queries/read-store-facts';
import type { Shell } from './shell';

/** What a shell is put together from. */
export interface ShellInputs {
  readonly registers: readonly Register[];
  readonly store: EventStore;
  readonly reads: ReadStore;
  readonly office: OfficeStore;
  readonly projections: ProjectionControl;
  readonly authenticator: Authenticator;
  readonly authoriser: Authoriser;
  /** Commands may name only files that are in it; without it they may name any. */
  readonly evidence?: Pick<EvidenceStore, 'has'>;
  /** Told of the types of events just recorded; the receipt goes out when it resolves. */
  readonly recorded?: (types: readonly string[]) => Promise<unknown> | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly demo: boolean;
  readonly version: string;
  /** Texts of codes that neither the shell nor a register brings. */
  readonly messages?: { readonly [code: string]: Words };
}

/** Puts the shell together; nothing runs yet, and the stores stay the caller's. Throws when two registers use one name. */
export async function assembleShell(inputs: ShellInputs): Promise<Shell> {
  const { store, reads, office, log } = inputs;
  const catalogue = catalogueOf(inputs.registers, inputs.messages);
  const problems = new Problems(catalogue.messages);
  const commandCounts = new CommandCounts((error) => problems.of(error).code);
  const gate = new ForgettingGate(() => persons.settled());
  const persons: ReadablePersons = new ReadablePersons({ registers: inputs.registers, store, persons: office.persons, values: office.values, now: Date.now, gate, log });
  // Whom an interrupted forgetting concerns is forgotten before anything is answered.
  await persons.start();
  // Asked at every command, long after the readiness it looks at exists.
  const mustBeTaken = (order: Order): void => {
    mustBeOpen(readiness, order);
    if (inputs.evidence && order.act?.evidence) mustHaveEvidence(inputs.evidence, order.act.evidence);
  };
  const ledger: Ledger = new Ledger({
    catalogue,
    store,
    clock: inputs.clock,
    authoriser: inputs.authoriser,
    facts: new ReadStoreFacts(reads, (listener) => inputs.projections.onChange(listener)),
    index: new KnownCommands(store, reads),
    mustBeOpen: mustBeTaken,
    personal: new PersonalCommands(office.persons, Date.now, gate),
    gate,
    counts: commandCounts,
    forgotten: (receipt) => withForgotten(receipt, { store, persons, office }),
    recorded: (types, stream, first) => {
      const others = inputs.recorded?.(types);
      return types.some((type) => persons.concerns(type)) ? Promise.all([others, persons.recorded(stream, first)]) : others;
    },
    refused: (command, order, error) => {
      const { code, status } = problems.of(error);
      if (status < 500) log.info({ command, user: order.actor?.user ?? order.user, code, request: order.correlationId }, 'command refused');
    },
  });
  const processes = new ProcessRunner({ ledger, store, checkpoints: office.checkpoints, values: office.values, log });
  const readiness: Readiness = new Readiness(store, reads, office, processes);
  const live = new LiveUpdates((listener) => inputs.projections.onChange(listener), await store.head());
  const personal = new PersonalAnswers({ authoriser: inputs.authoriser, clock: inputs.clock, office });
  return { ...inputs, catalogue, ledger, commandCounts, processes, live, readiness, persons, personal };
}

function mustBeOpen(readiness: Readiness, { origin }: Order): void {
  if (readiness.stopping) throw new Problem(503, 'ledger.stopping');
  if (readiness.loading && origin !== 'demo') throw new Problem(503, 'ledger.loading', { done: readiness.loading.done, total: readiness.loading.total });
}
