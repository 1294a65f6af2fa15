import { join } from 'node:path';
import type { Register } from '@ledger/kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration, Setting } from '@ledger/platform/configuration';
import { EvidenceStore } from '@ledger/platform/evidence';
import { assembleShell, createServer, ledgerClock, stopServing, type Ledger, type Log, type SettableClock, type Shell } from '@ledger/platform/nest';
import { auditMessages, auditModule, sealingPart } from '@ledger/platform/nest/audit';
import { evidenceMessages, evidenceModule } from '@ledger/platform/nest/evidence';
import { importMessages, importModule } from '@ledger/platform/nest/import';
import { PublicFigures, publicMessages, publicModule } from '@ledger/platform/nest/public';
import { proofMessages, proofsModule } from '@ledger/platform/nest/receipts';
import { signalsModule } from '@ledger/platform/nest/signals';
import { webAppsIn } from '@ledger/platform/nest/web-apps';
import { LiveAuthoriser, LiveTables, SessionAuthenticator, SignIn, signInMessages, signInModule } from '@ledger/platform/nest/sign-in';
import { accessAuthority } from '@ledger/registers/access/server';
import { ProjectionsElsewhere } from '../worker/projections-elsewhere';
import { ThreadProjections } from '../worker/projections-control';
import { isDemoLoaded, standingInstant } from '../../tools/demo';
import { positionsModule } from './positions-controller';
import { Closings } from './closings';
import { startEventNode, type EventNode } from './event-node';
import { newOperatorToken, writeServerFile } from './server-file';
import { publicFigures } from './public-figures';
import { prepareOperations } from './start-operations';
import { prepareProofs } from './start-proofs';
import { prepareSealer } from './start-sealer';
import { SignalThread } from './start-signals';
import { openStores, type Stores } from './stores';
import { programVersion } from './program-version';

export interface StartOptions {
  readonly configuration: Configuration;
  readonly log: Log;
  /** The settings as `ledger config` prints them, for operators; default: none are shown. */
  readonly settings?: readonly Setting[];
  /** False: nothing listens; requests are injected. Default true. */
  readonly listen?: boolean;
  /** Where the events' own date may not be the machine's: set before anything is recorded. */
  readonly clock?: SettableClock & { readonly atLeast: (instant: number) => void };
  /** The module whose `registers` the ledger keeps; default: the composition root. */
  readonly registersModule?: string;
}

/** A ledger that runs: in this process, listening or not. */
export interface RunningLedger {
  /** `http://host:port`; undefined when nothing listens. */
  readonly address: string | undefined;
  readonly ledger: Ledger;
  readonly shell: Shell;
  readonly stores: Stores;
  readonly evidence: EvidenceStore;
  readonly clock: SettableClock;
  readonly app: NestFastifyApplication;
  /** EventStoreDB's protocol over the embedded store; undefined when nobody wants it. */
  readonly eventNode: EventNode | undefined;
  /** A bearer token that acts as the operator. */
  readonly operatorToken: string;
  /** Lets requests under way finish, then stops everything in order. */
  close(): Promise<void>;
}

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';
/** What Vite made: beside the built server, or of the workspace when the sources run. */
const WEB_APPS = join(__dirname, EXTENSION === '.ts' ? '../../dist/web' : '../../web');
const COMPOSITION_ROOT = join(__dirname, `../../libs/registers/index${EXTENSION}`);

/** Opens the stores, starts projections and processes, and listens. On an error everything that was started is stopped. */
export async function startLedger(options: StartOptions): Promise<RunningLedger> {
  const closings = new Closings();
  return closings.orClose(() => start(options, closings));
}

async function start({ configuration, log, settings = [], listen = true, clock = ledgerClock(), registersModule = COMPOSITION_ROOT }: StartOptions, closings: Closings): Promise<RunningLedger> {
  const { registers } = (await import(registersModule)) as { readonly registers: readonly Register[] };
  const stores = await openStores(configuration, registers);
  closings.push(() => stores.close());
  const evidence = await EvidenceStore.open({ folder: configuration.data, office: stores.office, bytesMax: configuration.evidenceBytesMax });
  closings.push(() => evidence.close());
  await neverBackwards(stores, clock);

  const operatorToken = newOperatorToken();
  const access = await startAccess(stores, configuration, operatorToken);
  closings.push(() => access.tables.close());
  const { projections, started } = startProjections(configuration, stores, registersModule, registers, log);
  closings.push(() => projections.close());

  const production = configuration.mode === 'production';
  const shell = await assembleShell({
    registers, store: stores.ledgerEvents, reads: stores.reads, office: stores.office, projections,
    authenticator: access.authenticator, authoriser: access.authoriser, clock, log, demo: !production, version: programVersion(),
    messages: { ...signInMessages, ...evidenceMessages, ...importMessages, ...auditMessages, ...proofMessages, ...publicMessages }, evidence,
    // Whoever reads that accounts or roles have changed can rely on it.
    recorded: (types) => (types.some((type) => access.tables.reads(type)) ? access.tables.catchUp() : undefined),
  });
  const { sealer, published } = await prepareSealer({ configuration, registers, stores, clock, log, isHeld: () => shell.readiness.loading !== undefined });
  closings.push(() => sealer.close());
  const proofs = prepareProofs({ configuration, registers, stores, sealer, log });
  shell.readiness.sealing = () => sealingPart(sealer.status());
  closings.push(() => shell.persons.close());
  const signIn = new SignIn({ office: stores.office, accounts: access.authoriser, sessions: access.authenticator, clock, log, production });
  const operations = prepareOperations({ configuration, settings, shell, sessions: access.authenticator, log });
  closings.push(() => operations.accesses.close());
  const signals = new SignalThread({ data: configuration.data, eventStore: configuration.eventStore, registersModule });
  closings.push(() => signals.close());
  const app = await createServer(shell, {
    webApps: webAppsIn(WEB_APPS),
    imports: [signInModule({ signIn, secureCookies: production }), evidenceModule(evidence), importModule(), auditModule(published), proofsModule(proofs), signalsModule(signals), positionsModule(stores.office.values), ...operations.imports, publicModule(new PublicFigures(shell, publicFigures))],
    hooks: operations.hooks,
  });
  closings.push(() => stopServing(app));
  // Before the server: it waits for open connections, and these would stay open.
  closings.push(() => shell.live.close());

  if (configuration.loadDemo) awaitDemo({ shell, stores, clock }, listen);
  await sealer.start();
  shell.processes.start();
  closings.push(() => shell.processes.stop());
  closings.push(() => void (shell.readiness.stopping = true));
  const address = listen ? await listenOn(app, configuration) : undefined;
  const eventNode = listen ? await startEventNode({ configuration, registers, stores, signIn, log }) : undefined;
  operations.has(eventNode);
  if (eventNode && 'node' in eventNode) closings.push(() => eventNode.node.close());
  await started;
  if (address) closings.push(writeServerFile(configuration.data, { address, token: operatorToken, pid: process.pid, startedAt: new Date().toISOString() }));
  return { address, ledger: shell.ledger, shell, stores, evidence, clock, app, eventNode, operatorToken, close: () => closings.close() };
}

/** Holds other commands off until the demo is loaded: their instants would run ahead of its days. */
function awaitDemo({ shell, stores, clock }: Pick<RunningLedger, 'shell' | 'stores' | 'clock'>, listens: boolean): void {
  const { values } = stores.office;
  const standing = standingInstant(values);
  // Processes that catch up on an interrupted load must date what they record as the load does.
  clock.set(standing);
  if (!isDemoLoaded(values) && (listens || standing !== undefined)) shell.readiness.loading = { done: 0, total: 0, what: 'demo' };
}

async function startAccess(stores: Stores, { mode }: Configuration, operatorToken: string) {
  const tables = new LiveTables(stores.ledgerEvents, accessAuthority.projections);
  await tables.start();
  const authoriser = new LiveAuthoriser(tables, accessAuthority);
  const isActive = (user: string): boolean => authoriser.account(user)?.disabled === false;
  const authenticator = new SessionAuthenticator({ office: stores.office, isActive, production: mode === 'production', operatorToken });
  return { tables, authoriser, authenticator };
}

function startProjections(configuration: Configuration, stores: Stores, registersModule: string, registers: readonly Register[], log: Log) {
  if (configuration.projections === 'none') return { projections: new ProjectionsElsewhere(stores.reads, registers.flatMap((register) => register.projections)), started: Promise.resolve() };
  const projections = new ThreadProjections({ data: configuration.data, eventStore: configuration.eventStore, readStore: configuration.readStore, registersModule }, log, () => stores.reads.wake());
  const started = projections.start();
  // Awaited once the rest has started too; until then nobody else looks at it.
  started.catch(() => undefined);
  return { projections, started };
}

/** What is recorded from now on is never dated before what was. */
async function neverBackwards({ ledgerEvents }: Stores, clock: { readonly atLeast: (instant: number) => void }): Promise<void> {
  for await (const [last] of ledgerEvents.readAll({ direction: 'backwards', limit: 1 })) {
    const recordedAt = Date.parse(String(last?.metadata['recordedAt']));
    if (!Number.isNaN(recordedAt)) clock.atLeast(recordedAt);
  }
}

async function listenOn(app: NestFastifyApplication, { host, port }: Configuration): Promise<string> {
  await app.listen({ host, port });
  const address = app.getHttpServer().address() as { readonly port: number };
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
