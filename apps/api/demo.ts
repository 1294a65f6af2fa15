import { Readable } from 'node:stream';
import { hashPassword } from '@ledger/platform/office-store';
import { demoAccounts, demoCommands, isDemoLoaded, loadDemo, type DemoTarget } from '../../tools/demo';
import type { RunningLedger } from './start-ledger';

const PASSWORD = 'demo';
const SETTLE_MS = 600_000;

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The demo accounts, one line each. */
export const demoAccountLines = (): readonly string[] => [
  `Tài khoản mẫu, mật khẩu «${PASSWORD}» · demo accounts, password “${PASSWORD}”:`,
  ...demoAccounts.map(({ user, displayName }) => `  ${user.padEnd(10)} ${displayName}`),
];

/** Gives every demo account its password, where it has none yet. */
export async function giveDemoPasswords({ stores }: RunningLedger): Promise<void> {
  const { credentials } = stores.office;
  for (const { user } of demoAccounts) {
    if (credentials.get(user)) continue;
    const hash = await hashPassword(PASSWORD);
    // An operator may have set another one meanwhile.
    if (!credentials.get(user)) credentials.put({ username: user, hash, demo: true, changed: Date.now() });
  }
}

/** Fills an empty ledger with the demo province; other commands wait outside meanwhile. */
export async function loadDemoInto(running: RunningLedger, output: Output): Promise<void> {
  const { readiness } = running.shell;
  if (isDemoLoaded(running.stores.office.values)) return;
  const commands = demoCommands();
  const show = (done: number): void => {
    readiness.loading = { done, total: commands.length, what: 'demo' };
  };
  show(0);
  await loadDemo(demoTarget(running, show), { output, commands });
  readiness.loading = undefined;
}

function demoTarget({ ledger, shell, stores, evidence, clock }: RunningLedger, progress: (done: number) => void): DemoTarget {
  let done = 0;
  return {
    execute: async (order) => {
      await ledger.execute(order);
      done += 1;
      progress(done);
    },
    setClock: (instant) => clock.set(instant),
    settled: async () => {
      if (!(await shell.processes.settled(SETTLE_MS))) throw new Error('a process of the ledger is parked or does not get on: see /health/ready');
    },
    shown: async () => {
      if (!(await stores.reads.waitFor(await stores.ledgerEvents.head(), SETTLE_MS))) throw new Error('the tables do not follow: see /health/ready');
    },
    head: () => stores.ledgerEvents.head(),
    keepEvidence: async ({ sha256, mediaType: type, name, username, unit, content }) => {
      if (!evidence.has(sha256)) await evidence.put({ sha256, type, name, username, unit }, Readable.from([Buffer.from(content)]));
    },
    values: stores.office.values,
  };
}
