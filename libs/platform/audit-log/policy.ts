import { isBytes } from './bytes';
import { Malformed } from './malformed';
import { asText, toUtf8 } from './utf8';
import { ED25519_COSIGNATURE, ED25519_NOTE, parseVerifierKey, verifierKey, type VerifierKey } from './verifier-key';

export interface PolicyLog {
  readonly key: VerifierKey;
  readonly url?: string;
}

export interface PolicyWitness {
  readonly kind: 'witness';
  readonly name: string;
  readonly key: VerifierKey;
  readonly url?: string;
}

/** Has witnessed what at least `threshold` of its members have. */
export interface PolicyGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly (PolicyWitness | PolicyGroup)[];
}

/** Which logs are accepted, and whose cosignatures suffice (c2sp.org/tlog-policy). `quorum` none asks for no cosignature. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  readonly quorum: PolicyWitness | PolicyGroup | 'none';
}

const POLICY_LENGTH_MAX = 1_000_000;
const DEFINITIONS_MAX = 256;

/**
 * The policy of a file's text. A witness key of type 0x01, as older files have, stands for the cosigner with the same name
 * and public key. Throws `Malformed`, which names the line.
 */
export function parsePolicy(text: string | Uint8Array): Policy {
  const octets = octetsOf(text);
  const draft = new Draft();
  octets.split('\n').forEach((line, at) => {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]!.startsWith('#')) return;
    try {
      draft.add(words);
    } catch (error) {
      throw new Malformed('policy', `line ${at + 1}: ${error instanceof Malformed ? error.reason : String(error)}`);
    }
  });
  return draft.policy();
}

/** Whether the quorum is met when exactly these witnesses have cosigned. */
export function isQuorumMet({ quorum }: Policy, hasCosigned: (witness: PolicyWitness) => boolean): boolean {
  const witnessed = (member: PolicyWitness | PolicyGroup): boolean =>
    member.kind === 'witness' ? hasCosigned(member) : member.members.filter(witnessed).length >= member.threshold;
  return quorum === 'none' || witnessed(quorum);
}

class Draft {
  private readonly logs: PolicyLog[] = [];
  private readonly named = new Map<string, PolicyWitness | PolicyGroup>();
  private readonly members = new Set<string>();
  private readonly logKeys = new Set<string>();
  private readonly witnessKeys = new Set<string>();
  private quorum: Policy['quorum'] | undefined;

  add([keyword, ...rest]: readonly string[]): void {
    if (keyword === 'log') this.addLog(rest);
    else if (keyword === 'witness') this.addWitness(rest);
    else if (keyword === 'group') this.addGroup(rest);
    else if (keyword === 'quorum') this.setQuorum(rest);
    else refuse(`${shown(keyword!)} is not log, witness, group or quorum`);
  }

  policy(): Policy {
    if (this.quorum === undefined) throw new Malformed('policy', 'no quorum line');
    const named = [...this.named.values()];
    return {
      logs: this.logs,
      witnesses: named.filter((one) => one.kind === 'witness'),
      groups: named.filter((one) => one.kind === 'group'),
      quorum: this.quorum,
    };
  }

  private addLog([vkey, url, ...surplus]: readonly string[]): void {
    if (vkey === undefined || surplus.length > 0) refuse('a log is log <vkey> [<url>]');
    if (this.logs.length >= DEFINITIONS_MAX) refuse(`more than ${DEFINITIONS_MAX} logs`);
    const key = parseVerifierKey(shown(vkey));
    onlyOnce(this.logKeys, key.publicKey.join(), 'two logs have one public key');
    this.logs.push({ key, ...(url !== undefined && { url: shown(url) }) });
  }

  private addWitness([name, vkey, url, ...surplus]: readonly string[]): void {
    if (name === undefined || vkey === undefined || surplus.length > 0) refuse('a witness is witness <name> <vkey> [<url>]');
    const key = cosigner(parseVerifierKey(shown(vkey)));
    onlyOnce(this.witnessKeys, key.publicKey.join(), 'two witnesses have one public key');
    this.define(name, { kind: 'witness', name: shown(name), key, ...(url !== undefined && { url: shown(url) }) });
  }

  private addGroup([name, count, ...names]: readonly string[]): void {
    if (name === undefined || count === undefined || names.length === 0) refuse('a group is group <name> all|any|<k> <member>…');
    const threshold = count === 'all' ? names.length : count === 'any' ? 1 : /^[1-9][0-9]{0,3}$/.test(count) ? Number(count) : 0;
    if (threshold < 1 || threshold > names.length) refuse(`${shown(count)} is not all, any or a number from 1 to ${names.length}`);
    const members = names.map((member) => this.defined(member));
    for (const member of names) onlyOnce(this.members, member, `${shown(member)} is a member twice`);
    this.define(name, { kind: 'group', name: shown(name), threshold, members });
  }

  private setQuorum([name, ...surplus]: readonly string[]): void {
    if (name === undefined || surplus.length > 0) refuse('a quorum is quorum <name>|none');
    if (this.quorum !== undefined) refuse('a second quorum line');
    this.quorum = name === 'none' ? name : this.defined(name);
  }

  private define(name: string, what: PolicyWitness | PolicyGroup): void {
    if (name === 'none' || this.named.has(name)) refuse(`the name ${shown(name)} is taken`);
    if (this.named.size >= 2 * DEFINITIONS_MAX) refuse(`more than ${2 * DEFINITIONS_MAX} witnesses and groups`);
    this.named.set(name, what);
  }

  private defined(name: string): PolicyWitness | PolicyGroup {
    return this.named.get(name) ?? refuse(`${shown(name)} is not defined on a line before`);
  }
}

function refuse(reason: string): never {
  throw new Malformed('policy', reason);
}

function onlyOnce(seen: Set<string>, value: string, reason: string): void {
  if (seen.has(value)) refuse(reason);
  seen.add(value);
}

/** Anything a witness signs is a cosignature, whichever type its key was written with. */
const cosigner = (key: VerifierKey): VerifierKey => (key.type === ED25519_NOTE ? verifierKey(key.name, ED25519_COSIGNATURE, key.publicKey) : key);

/** The file as octets, one character each: names are compared octet by octet, whatever their encoding. */
function octetsOf(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' && asText(text) !== undefined ? toUtf8(text) : text;
  if (!isBytes(bytes)) throw new Malformed('policy', 'not text');
  if (bytes.length > POLICY_LENGTH_MAX) throw new Malformed('policy', `longer than ${POLICY_LENGTH_MAX} bytes`);
  const octets = Array.from(bytes, (octet) => String.fromCharCode(octet)).join('');
  if (/[^\t\n\x20-\x7e\x80-\xff]/.test(octets)) throw new Malformed('policy', 'a control character other than tab and newline');
  return octets;
}

/** Octets as text: UTF-8 where they are that, else one character each. */
const shown = (octets: string): string => asText(Uint8Array.from(octets, (character) => character.charCodeAt(0))) ?? octets;
