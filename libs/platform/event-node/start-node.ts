import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { logVerbosity, Server, ServerCredentials, setLogVerbosity, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { EVENT_BYTES_MAX } from '@ledger/platform/event-store';
import type { StoredEvents } from '@ledger/platform/event-store/embedded';
import { BasicAuthentication, type Authenticate } from './authentication';
import { TRUSTED, type NodeContext } from './call-context';
import { persistentSubscriptionsService, PersistentSubscriptions } from './persistent';
import { gossipHandlers, serverFeaturesHandlers, type Advertised } from './services/discovery';
import { monitoringDefinition, monitoringHandlers } from './services/monitoring';
import { streamsDefinition, streamsHandlers } from './services/streams';
import { nodeControl, type NodeControl } from './node-status';
import { noteSendingSides } from './sending-side';
import { EmbeddedNodeStore } from './store/embedded-node-store';
import { WriteRules, type NodeRole } from './write-rules';

export interface NodeOptions {
  /** The embedded store whose events are served; it stays open when the node closes. */
  readonly store: { readonly stored: StoredEvents };
  /** 0: any free port. */
  readonly port: number;
  /** Where it listens; without TLS on this machine alone. Default 127.0.0.1. */
  readonly host?: string;
  /** Default `outlet`. */
  readonly role?: NodeRole;
  /** First parts of the names of the ledger's own streams, `<register>.…`; with those of no register that the ledger writes itself. */
  readonly registers: readonly string[];
  /** Files with the certificate (chain) and its key, PEM. Without them nothing is encrypted and every caller is trusted. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Needed with TLS. */
  readonly authenticate?: Authenticate;
  /** What gossip tells clients; default: where it listens. */
  readonly advertise?: Partial<Advertised>;
  /** Largest append, bytes of data and metadata; default 1 MiB, as with EventStoreDB. */
  readonly appendBytesMax?: number;
  /** Told of errors that are nobody's request's fault. */
  readonly report?: (error: unknown) => void;
}

/** A node that serves. */
export interface RunningNode extends NodeControl {
  readonly host: string;
  readonly port: number;
  /** Ends subscriptions, lets appends under way finish, and frees the port. */
  close(): Promise<void>;
}

/** The node cannot start; one line says why. */
export class NodeCannotStart extends Error {
  override readonly name = 'NodeCannotStart';
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** Largest message taken: a batch's frame holds up to 3 MiB and one event more. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
const CLOSE_MS = 2_000;

// What fails is told by errors; gRPC would write it to standard error as well.
if (!process.env['GRPC_VERBOSITY']) setLogVerbosity(logVerbosity.NONE);

/** Serves EventStoreDB's protocol. Rejects with `NodeCannotStart`. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { host = '127.0.0.1', role = 'outlet', registers, report = () => undefined } = options;
  const credentials = credentialsOf(options, host);
  const rules = new WriteRules(role, registers);
  const store = new EmbeddedNodeStore(options.store.stored, (stream) => rules.isOwn(stream));
  const authentication = options.tls ? new BasicAuthentication(options.authenticate as Authenticate) : undefined;
  const closing = new AbortController();
  // Every call listens.
  setMaxListeners(0, closing.signal);
  const context: NodeContext = {
    store, rules, report, closing: closing.signal,
    authorise: authentication && ((call) => authentication.check(call)),
    appendBytesMax: options.appendBytesMax ?? EVENT_BYTES_MAX,
    calls: 0,
  };
  const subscriptions = await PersistentSubscriptions.open({ store, onFailure: report });
  const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES_MAX, 'grpc.max_send_message_length': -1, interceptors: [noteSendingSides] });
  let port = options.port;
  addServices(server, context, subscriptions, authentication, () => ({ host, port, ...options.advertise }));
  try {
    port = await bind(server, host, options.port, credentials);
  } catch (error) {
    await subscriptions.close();
    throw error;
  }
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closing.abort();
    await subscriptions.close();
    await shutDown(server);
  };
  return { host, port, ...nodeControl(store, subscriptions, context), close: () => (closed ??= close()) };
}

function addServices(server: Server, context: NodeContext, subscriptions: PersistentSubscriptions, authentication: BasicAuthentication | undefined, advertised: () => Advertised): void {
  const persistent = persistentSubscriptionsService({
    subscriptions,
    guard: (call) => authentication?.check(call) ?? TRUSTED,
  });
  const services: [ServiceDefinition, UntypedServiceImplementation][] = [
    [streamsDefinition, streamsHandlers(context)],
    [persistent.service as unknown as ServiceDefinition, persistent.implementation as unknown as UntypedServiceImplementation],
    [GossipService as unknown as ServiceDefinition, gossipHandlers(advertised)],
    [monitoringDefinition, monitoringHandlers(context, () => figuresOf(context))],
  ];
  const definitions = [...services.map(([definition]) => definition), ServerFeaturesService as unknown as ServiceDefinition];
  for (const [definition, handlers] of services) server.addService(definition, handlers);
  server.addService(ServerFeaturesService as unknown as ServiceDefinition, serverFeaturesHandlers(definitions));
}

function credentialsOf({ tls, authenticate }: NodeOptions, host: string): ServerCredentials {
  if (tls === undefined) {
    if (!LOOPBACK.has(host)) throw new NodeCannotStart(`the event node listens on ${host} with TLS only: without it every caller is trusted, and only this machine's may be`);
    return ServerCredentials.createInsecure();
  }
  if (authenticate === undefined) throw new NodeCannotStart('the event node with TLS needs accounts to check');
  const read = (path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (error) {
      throw new NodeCannotStart(`the event node cannot read ${path}: ${(error as Error).message}`);
    }
  };
  try {
    const [cert, key] = [read(tls.certificate), read(tls.key)];
    createSecureContext({ cert, key });
    return ServerCredentials.createSsl(null, [{ cert_chain: cert, private_key: key }], false);
  } catch (error) {
    if (error instanceof NodeCannotStart) throw error;
    throw new NodeCannotStart(`the event node cannot use ${tls.certificate} and ${tls.key}: ${(error as Error).message}`);
  }
}

function bind(server: Server, host: string, port: number, credentials: ServerCredentials): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, bound) => {
      if (error === null) return resolve(bound);
      server.forceShutdown();
      const why = /EADDRINUSE/.test(error.message) ? 'another program has that port' : error.message;
      reject(new NodeCannotStart(`the event node cannot listen on ${address}: ${why}`));
    });
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Whoever has not gone by then is cut off.
    const timer = setTimeout(() => server.forceShutdown(), CLOSE_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function figuresOf({ store, calls }: NodeContext): Readonly<Record<string, string>> {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    'proc-id': String(process.pid),
    'proc-mem': String(rss),
    'proc-heapUsed': String(heapUsed),
    'proc-cpuMicroseconds': String(user + system),
    'proc-uptimeSeconds': String(Math.floor(process.uptime())),
    'es-writer-lastPosition': String(store.head()),
    'node-calls': String(calls),
  };
}
