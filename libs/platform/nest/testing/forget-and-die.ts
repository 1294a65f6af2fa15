import 'reflect-metadata';
import { Personal } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import { Persons } from '@ledger/platform/office-store';
import { OfficeDatabase } from '@ledger/platform/office-store/office-database';
import { ForgetGuest, NameGuest, peopleRegisters } from './people-register';
import { openTestLedger, type TestLedger } from './test-ledger';

/** Where a process that forgets a person may be cut off, in the order in which it comes there. */
export const STEPS = ['before-event', 'after-event', 'inside-transaction', 'after-key', 'after-vacuum', 'after-scrub', 'never'] as const;

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still here');
};

const dyingBefore = (store: EventStore): EventStore => ({ ...bound(store), append: () => die() });
const dyingAfter = (store: EventStore): EventStore => ({ ...bound(store), append: async (...append) => (await store.append(...append), die()) });

const bound = (store: EventStore): EventStore => ({
  append: store.append.bind(store), readStream: store.readStream.bind(store), readAll: store.readAll.bind(store),
  subscribe: store.subscribe.bind(store), head: store.head.bind(store), close: store.close.bind(store),
});

/** Ends the process in the transaction that deletes, before it commits. */
function dyingInTransaction(): void {
  const original = OfficeDatabase.prototype.transaction;
  OfficeDatabase.prototype.transaction = function dying<T>(this: OfficeDatabase, use: () => T): T {
    return original.call(this, () => {
      use();
      return die();
    }) as T;
  };
}

/** Ends the process when the file was written anew into the log, and the log not yet emptied. */
function dyingAfterVacuum(): void {
  OfficeDatabase.prototype.scrub = async function dying(): Promise<void> {
    (this as unknown as { readonly db: { exec(sql: string): void } }).db.exec('PRAGMA temp_store = MEMORY; VACUUM');
    die();
  };
}

function dyingAfterCall(name: 'forget' | 'scrub'): void {
  const original = Persons.prototype[name] as (this: unknown, ...given: unknown[]) => unknown;
  function dying(this: unknown, ...given: unknown[]): unknown {
    const done = original.apply(this, given);
    return done instanceof Promise ? done.then(die) : die();
  }
  Object.defineProperty(Persons.prototype, name, { value: dying });
}

/** Others write about the person all the while: what is accepted stands before the event that forgets, and the rest is refused. */
const WRITERS = 12;

const writeAbout = ({ shell }: TestLedger, person: string, name: string): Promise<unknown> =>
  Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; n < 20; n += 1) {
      const accepted = await shell.ledger.execute({ command: new NameGuest({ guest: `late-${writer}-${n}`, unit: '10', person, name: Personal.plain(name) }), actor: { user: 'clerk', role: 'clerk', unit: '10' } }).then(() => true, () => false);
      if (!accepted) return;
    }
  }));

/** Forgets a person in a ledger of its own, says so before it begins, and ends as a power cut would at a step. */
async function main(folder: string, person: string, step: string, name: string): Promise<void> {
  const throughStore = { 'before-event': dyingBefore, 'after-event': dyingAfter }[step];
  const ledger = await openTestLedger({ folder, registers: peopleRegisters, ...(throughStore ? { throughStore } : {}) });
  if (step === 'inside-transaction') dyingInTransaction();
  if (step === 'after-key') dyingAfterCall('forget');
  if (step === 'after-vacuum') dyingAfterVacuum();
  if (step === 'after-scrub') dyingAfterCall('scrub');
  process.stdout.write('forgets\n');
  const others = step === 'among-writers' ? writeAbout(ledger, person, name) : undefined;
  await ledger.shell.ledger.execute({
    command: new ForgetGuest({ person }),
    act: { legalBasis: { number: '12/QĐ-UBND', issuedOn: '2024-03-01' } },
    actor: { user: 'checker', role: 'checker', unit: '10' },
  });
  await others;
  await ledger.close();
}

if (require.main === module) {
  const [, , folder = '', person = '', step = '', name = ''] = process.argv;
  main(folder, person, step, name).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
