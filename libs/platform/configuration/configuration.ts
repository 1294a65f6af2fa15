import { resolve } from 'node:path';

/** The effective settings of one ledger. */
export interface Configuration {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly mode: 'demo' | 'production';
  /** Whether an empty ledger is filled with the demo province. */
  readonly loadDemo: boolean;
  /** `embedded`, or the address of an EventStoreDB server or cluster. */
  readonly eventStore: string;
  /** `sqlite`, or the address of a PostgreSQL database. */
  readonly readStore: string;
  readonly logLevel: string;
  /** Largest evidence file, in bytes. */
  readonly evidenceBytesMax: number;
  /** How many days the access log is kept. */
  readonly accessLogDays: number;
  /** `none`: the projections run in a process of their own. */
  readonly projections: 'thread' | 'none';
  /** The name of the sealed log, which its key bears; empty: as the key says, or the demo's own. */
  readonly origin: string;
  /** Absolute path of the policy file of witnesses; empty: no cosignatures are asked for. */
  readonly witnessPolicy: string;
  readonly node: NodeConfiguration;
}

/** The event node: EventStoreDB's protocol over the embedded event store. */
export interface NodeConfiguration {
  /** 0: any free port; `off`: no node. */
  readonly port: number | 'off';
  /** True when somebody chose the port, so that a ledger without it is not what was asked for. */
  readonly isChosen: boolean;
  readonly host: string;
  /** `outlet`: beside its ledger; `store`: the sole store of a ledger in another process. */
  readonly role: 'outlet' | 'store';
  /** Absolute paths of PEM files; both empty: no TLS, for this machine alone. */
  readonly certificate: string;
  readonly key: string;
}

/** One setting as `ledger config` prints it. */
export interface Setting {
  readonly name: string;
  /** Without passwords. */
  readonly value: string;
  readonly origin: 'environment' | 'default';
}

/** A setting that makes no sense; the message is one line and names it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const EVIDENCE_BYTES_MAX = 50 * 1024 * 1024;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const NAMES = [
  'LEDGER_DATA', 'LEDGER_HOST', 'LEDGER_PORT', 'LEDGER_MODE', 'LEDGER_DEMO', 'LEDGER_EVENT_STORE', 'LEDGER_READ_STORE',
  'LEDGER_LOG', 'LEDGER_EVIDENCE_BYTES_MAX', 'LEDGER_ACCESS_LOG_DAYS', 'LEDGER_PROJECTIONS', 'LEDGER_ORIGIN', 'LEDGER_WITNESS_POLICY',
  'LEDGER_NODE_PORT', 'LEDGER_NODE_HOST', 'LEDGER_NODE_ROLE', 'LEDGER_NODE_CERTIFICATE', 'LEDGER_NODE_KEY',
] as const;
type Name = (typeof NAMES)[number];

/** Read by other parts: the language of the command line, the variables of the test and build tools. */
const OTHERS = new Set(['LEDGER_LANG', 'LEDGER_TEST_HEAVY', 'LEDGER_TEST_SEED', 'LEDGER_BENCH_FOLDER', 'LEDGER_NO_PREPARE', 'LEDGER_TEST_EVENT_STORE', 'LEDGER_TEST_THROUGH_NODE', 'LEDGER_BENCH_EVENT_STORE']);

/** Reads `LEDGER_*`; throws `ConfigurationError` on the first value that makes no sense, and on names that do not exist. */
export function readConfiguration(environment: Environment): { readonly configuration: Configuration; readonly settings: readonly Setting[] } {
  refuseUnknownNames(environment);
  const value = (name: Name): string => environment[name] || defaultOf(name, environment);
  const configuration: Configuration = {
    data: resolve(value('LEDGER_DATA')),
    host: value('LEDGER_HOST'),
    port: wholeNumber('LEDGER_PORT', value('LEDGER_PORT'), 0, 65_535),
    mode: oneOf('LEDGER_MODE', value('LEDGER_MODE'), ['demo', 'production']),
    loadDemo: oneOf('LEDGER_DEMO', value('LEDGER_DEMO'), ['on', 'off']) === 'on',
    eventStore: eventStoreOf(value('LEDGER_EVENT_STORE')),
    readStore: readStoreOf(value('LEDGER_READ_STORE')),
    logLevel: oneOf('LEDGER_LOG', value('LEDGER_LOG'), LOG_LEVELS),
    evidenceBytesMax: wholeNumber('LEDGER_EVIDENCE_BYTES_MAX', value('LEDGER_EVIDENCE_BYTES_MAX'), 1_024, 10 * 1024 ** 3),
    accessLogDays: wholeNumber('LEDGER_ACCESS_LOG_DAYS', value('LEDGER_ACCESS_LOG_DAYS'), 1, 36_500),
    projections: oneOf('LEDGER_PROJECTIONS', value('LEDGER_PROJECTIONS'), ['thread', 'none']),
    origin: originOf(value('LEDGER_ORIGIN')),
    witnessPolicy: value('LEDGER_WITNESS_POLICY') && resolve(value('LEDGER_WITNESS_POLICY')),
    node: nodeOf(value, Boolean(environment['LEDGER_NODE_PORT'])),
  };
  if (configuration.mode === 'production' && configuration.loadDemo) throw new ConfigurationError('LEDGER_DEMO=on is for LEDGER_MODE=demo: a production ledger takes no demo data');
  const settings = NAMES.map((name): Setting => ({ name, value: withoutPassword(value(name)), origin: environment[name] ? 'environment' : 'default' }));
  return { configuration, settings };
}

function defaultOf(name: Name, environment: Environment): string {
  const defaults: { readonly [name in Name]: string } = {
    LEDGER_DATA: './data',
    LEDGER_HOST: '127.0.0.1',
    LEDGER_PORT: '3000',
    LEDGER_MODE: 'demo',
    LEDGER_DEMO: environment['LEDGER_MODE'] === 'production' ? 'off' : 'on',
    LEDGER_EVENT_STORE: 'embedded',
    LEDGER_READ_STORE: 'sqlite',
    LEDGER_LOG: 'info',
    LEDGER_EVIDENCE_BYTES_MAX: String(EVIDENCE_BYTES_MAX),
    LEDGER_ACCESS_LOG_DAYS: '730',
    LEDGER_PROJECTIONS: 'thread',
    LEDGER_ORIGIN: '',
    LEDGER_WITNESS_POLICY: '',
    // Whoever lets the machine choose one port wants to be in nobody's way.
    LEDGER_NODE_PORT: environment['LEDGER_PORT'] === '0' ? '0' : '2113',
    LEDGER_NODE_HOST: '127.0.0.1',
    LEDGER_NODE_ROLE: 'outlet',
    LEDGER_NODE_CERTIFICATE: '',
    LEDGER_NODE_KEY: '',
  };
  return defaults[name];
}

function refuseUnknownNames(environment: Environment): void {
  const unknown = Object.keys(environment).find((name) => name.startsWith('LEDGER_') && !OTHERS.has(name) && !(NAMES as readonly string[]).includes(name));
  if (unknown) throw new ConfigurationError(`${unknown} is no setting; there are: ${NAMES.join(', ')}`);
}

function oneOf<const V extends string>(name: Name, value: string, values: readonly V[]): V {
  const found = values.find((each) => each === value);
  if (found === undefined) throw new ConfigurationError(`${name}=${value} must be one of: ${values.join(', ')}`);
  return found;
}

function wholeNumber(name: Name, value: string, least: number, most: number, or = ''): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) throw new ConfigurationError(`${name}=${value} must be a whole number from ${least} to ${most}${or}`);
  return number;
}

function nodeOf(value: (name: Name) => string, isChosen: boolean): NodeConfiguration {
  const port = value('LEDGER_NODE_PORT');
  const [certificate, key] = [value('LEDGER_NODE_CERTIFICATE'), value('LEDGER_NODE_KEY')];
  if (Boolean(certificate) !== Boolean(key)) throw new ConfigurationError('LEDGER_NODE_CERTIFICATE and LEDGER_NODE_KEY belong together: set both, or neither');
  return {
    port: port === 'off' ? port : wholeNumber('LEDGER_NODE_PORT', port, 0, 65_535, ', or off'),
    isChosen,
    host: value('LEDGER_NODE_HOST'),
    role: oneOf('LEDGER_NODE_ROLE', value('LEDGER_NODE_ROLE'), ['outlet', 'store']),
    certificate: certificate && resolve(certificate),
    key: key && resolve(key),
  };
}

function eventStoreOf(value: string): string {
  if (value === 'embedded' || /^(esdb|kurrentdb)(\+discover)?:\/\/([^:/@]+:[^@/]*@)?[^:/@?,]+(:\d{1,5})?(,[^:/@?,]+(:\d{1,5})?)*\/?(\?[^?]*)?$/.test(value)) return value;
  throw new ConfigurationError('LEDGER_EVENT_STORE must be embedded or esdb://user:password@host:port?options, of a cluster esdb+discover://…');
}

/** A name as keys may bear it (c2sp.org/signed-note), in the letters of addresses. */
function originOf(value: string): string {
  if (/^[!-*,-~]{0,200}$/.test(value)) return value;
  throw new ConfigurationError('LEDGER_ORIGIN must be a name like an address without https://, as in ledger.province.example/programs');
}

function readStoreOf(value: string): string {
  if (value === 'sqlite' || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value))) return value;
  throw new ConfigurationError('LEDGER_READ_STORE must be sqlite or postgres://user:password@host:port/database');
}

const withoutPassword = (value: string): string => value.replace(/^([a-z+]+:\/\/[^:/@]+):[^@]*@/, '$1:***@');
