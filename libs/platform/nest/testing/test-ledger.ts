import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Register } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { OfficeStore } from '@ledger/platform/office-store';
import { openSqliteReadStore } from '@ledger/platform/read-store';
import { assembleShell, type ShellInputs } from '../assemble';
import type { Authenticator, Authoriser } from '../authority';
import { ledgerClock, type SettableClock } from '../ledger/clock';
import type { Log } from '../log';
import { createServer, type ServerParts } from '../server';
import type { Shell } from '../shell';
import { stopServing } from '../stop-serving';
import { projectionsInThread } from './projections-in-thread';
import { registers as counterRegisters } from './counter-register';

/** In tests a token is the user's name, and the user's name his role; `operator-token` is the operator's. */
export const authenticator: Authenticator = {
  authenticate: (token) => (token === 'operator-token' ? { user: 'operator', operatorToken: true } : /^nobody/.test(token) ? undefined : { user: token }),
};

/** `clerk-10` is a clerk of unit 10 alone, `clerk` of every unit. */
export const authoriser: Authoriser = {
  permit: ({ user, roles, scope }) => {
    const [role, unit] = user.split('-') as [string, string | undefined];
    const held = roles.length === 0 || roles.includes(role);
    const covered = unit === undefined || scope.unit === undefined || unit === scope.unit;
    return held && covered ? { permitted: true, role, unit: unit ?? '10' } : { permitted: false, code: 'ledger.not-permitted', details: { user } };
  },
};

export interface TestLedgerOptions {
  readonly folder?: string;
  readonly registers?: readonly Register[];
  readonly clock?: SettableClock;
  readonly demo?: boolean;
  /** Puts something between the engine and the event store. */
  readonly throughStore?: (store: EventStore) => EventStore;
  /** Puts something between everybody and the event store. */
  readonly overStore?: (store: EventStore) => EventStore;
  readonly log?: Log;
  /** What another part of the platform adds to the server. */
  readonly parts?: (store: EventStore, shell: Shell) => ServerParts;
  readonly messages?: ShellInputs['messages'];
}

export interface TestLedger {
  readonly shell: Shell;
  readonly folder: string;
  readonly address: string;
  /** A request as `user`; a body makes it a POST. */
  ask(path: string, options?: AskOptions): Promise<TestAnswer>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly user?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: any;
}

const nothing = (): void => undefined;

/** A whole ledger in a folder, listening on a free port. */
export async function openTestLedger(options: TestLedgerOptions = {}): Promise<TestLedger> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'ledger-nest-'));
  const registers = options.registers ?? counterRegisters;
  const embedded = await openEmbeddedStore({ folder });
  const events = options.overStore?.(embedded) ?? embedded;
  const store = options.throughStore?.(events) ?? events;
  const office = OfficeStore.open(folder);
  const reads = await openSqliteReadStore(folder, registers.flatMap((register) => register.projections));
  const projections = projectionsInThread(events, reads);
  const shell = await assembleShell({
    registers, store, reads, office, projections, authenticator, authoriser, clock: options.clock ?? ledgerClock(),
    log: options.log ?? { info: nothing, warn: nothing, error: nothing }, demo: options.demo ?? false, version: '0.0.0-test', messages: options.messages,
  });
  const app = await createServer(shell, options.parts?.(embedded, shell));
  shell.processes.start();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  return {
    shell,
    folder,
    address,
    ask: (path, asked) => ask(address, path, asked),
    close: async () => {
      shell.live.close();
      await stopServing(app);
      await shell.processes.stop();
      await projections.close();
      await reads.close();
      office.close();
      await embedded.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function ask(address: string, path: string, { user = 'clerk', body, headers = {} }: AskOptions = {}): Promise<TestAnswer> {
  const answer = await fetch(address + path, {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { ...(user ? { authorization: `Bearer ${user}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
}
