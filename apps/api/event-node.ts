import type { Register } from '@ledger/kit';
import { ConfigurationError, type Configuration, type NodeConfiguration } from '@ledger/platform/configuration';
import { NodeCannotStart, startNodeThread, type Authenticate, type NodeOptions, type RunningNode } from '@ledger/platform/event-node';
import type { EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { Problem, type Log } from '@ledger/platform/nest';
import type { SignIn } from '@ledger/platform/nest/sign-in';
import { StartFailure } from './start-failure';
import type { Stores } from './stores';

/** Streams of the ledger that belong to no register: the checkpoints of the sealed log. */
const WITHOUT_REGISTER = ['audit'];
/** Roles over the whole province that read every event; the last one may also be a ledger's own process. */
const READERS = ['consumer', 'inspector', 'operator'];
const WRITER = 'operator';
const PROVINCE = '10';

export interface EventNodeParts {
  readonly configuration: Configuration;
  readonly registers: readonly Register[];
  readonly stores: Pick<Stores, 'events'>;
  readonly signIn: SignIn;
  readonly log: Log;
}

/** A node beside its ledger, or why there is none. */
export type EventNode = { readonly node: RunningNode } | { readonly missing: string };

/** Serves the embedded store's events beside the ledger. Undefined when nobody wants that; throws when it was asked for and cannot be. */
export async function startEventNode({ configuration, registers, stores, signIn, log }: EventNodeParts): Promise<EventNode | undefined> {
  const { node, data, eventStore } = configuration;
  if (node.port === 'off' || eventStore !== 'embedded') return undefined;
  if (node.role === 'store') throw new ConfigurationError('LEDGER_NODE_ROLE=store is for `ledger node`: beside a ledger the node is its outlet');
  try {
    return { node: await startNodeThread({ ...nodeOptions(configuration.node, registers, stores.events as EmbeddedStore, accountsOf(signIn), log), folder: data }) };
  } catch (error) {
    if (!(error instanceof NodeCannotStart)) throw error;
    const missing = `${error.message}: set LEDGER_NODE_PORT to another port, or to off`;
    if (node.isChosen) throw new StartFailure(missing);
    log.warn({ reason: missing }, 'the ledger runs without its event node');
    return { missing };
  }
}

export function nodeOptions(node: NodeConfiguration, registers: readonly Register[], store: EmbeddedStore, authenticate: Authenticate, log: Log): NodeOptions {
  return {
    store, authenticate,
    port: node.port === 'off' ? 0 : node.port,
    host: node.host,
    role: node.role,
    registers: [...registers.map(({ name }) => name), ...WITHOUT_REGISTER],
    ...(node.certificate ? { tls: { certificate: node.certificate, key: node.key } } : {}),
    report: (error) => log.error({ err: error }, 'event node: something failed'),
  };
}

/** The ledger's own accounts, by the passwords they sign in with. */
export function accountsOf(signIn: SignIn): Authenticate {
  return async (username, password, address) => {
    try {
      const held = await signIn.rolesOf(username, password, address);
      const roles = held.filter(({ unit, program }) => unit === PROVINCE && program === undefined).map(({ role }) => role);
      if (roles.includes(WRITER)) return 'writes';
      return roles.some((role) => READERS.includes(role)) ? 'reads' : 'forbidden';
    } catch (error) {
      if (error instanceof Problem && (error.status === 401 || error.status === 429)) return 'unknown';
      if (error instanceof Problem && error.status === 403) return 'forbidden';
      throw error;
    }
  };
}
