import { canonicalJson, ledgerJson } from '@ledger/platform/audit-log';
import type { Json } from '@ledger/kit';
import type { Caller } from './call-context';
import { AccessDenied, InvalidRequest } from './call-failure';
import type { NodeEventToAppend } from './node-store';
import { isVirtual } from './store/virtual-streams';

/**
 * `outlet`: beside a running ledger, whose own streams can be read and not written, since that would bypass its rules.
 * `store`: the sole store of a ledger in another process, which writes them through this node.
 */
export type NodeRole = 'outlet' | 'store';

const NAME_LENGTH_MAX = 512;
const NOT_IN_NAMES = /[\u0000-\u001f\u007f]/;
/** Settings of a stream's metadata that hide events. */
const SHORTENING = ['$maxAge', '$maxCount', '$tb'];

/** What clients may write. Streams of no register are free for their own use. */
export class WriteRules {
  private readonly own: RegExp;

  /** `registers`: the first parts of the names of the ledger's own streams, `<register>.…`. */
  constructor(
    private readonly role: NodeRole,
    registers: readonly string[],
  ) {
    this.own = new RegExp(`^(\\$\\$)?(${registers.map((name) => name.replace(/[^\w]/g, '\\$&')).join('|') || '(?!)'})\\.`);
  }

  /** The ledger's own streams, and their metadata. */
  isOwn(stream: string): boolean {
    return this.own.test(stream);
  }

  /** Throws `AccessDenied` or `InvalidRequest` when these events may not be appended. */
  checkAppend(stream: string, events: readonly NodeEventToAppend[], caller: Caller): void {
    this.checkStream(stream);
    for (const { type } of events) checkName('event type', type);
    if (!this.isOwn(stream)) return;
    if (this.role === 'outlet') throw new AccessDenied(`stream ${stream} is the ledger's own: it is written by commands alone`);
    if (!caller.mayWriteOwn) throw new AccessDenied(`stream ${stream} is the ledger's own: ${caller.username} may only read it`);
    for (const event of events) checkCanonical(stream, event);
    if (stream.startsWith('$$')) for (const event of events) checkForgetsNothing(stream, event);
  }

  /** Throws when this stream may not be deleted, softly or for good. */
  checkEnd(stream: string): void {
    this.checkStream(stream);
    if (this.isOwn(stream)) throw new AccessDenied(`stream ${stream} is the ledger's own: a ledger forgets nothing`);
    if (stream.startsWith('$$')) throw new AccessDenied('the metadata of a stream cannot be deleted');
  }

  private checkStream(stream: string): void {
    checkName('stream name', stream);
    const subject = stream.startsWith('$$') ? stream.slice(2) : stream;
    if (isVirtual(subject) || subject === '$all') throw new AccessDenied(`stream ${stream} is made from others: it can only be read`);
    if (subject.startsWith('$$')) throw new AccessDenied('metadata have no metadata of their own');
    if (subject.startsWith('$persistentsubscription-') || subject === '$persistentSubscriptionConfig') throw new AccessDenied(`stream ${stream} belongs to a persistent subscription`);
  }
}

function checkName(what: string, name: string): void {
  if (name.length === 0) throw new InvalidRequest(`a ${what} is missing`);
  if (name.length > NAME_LENGTH_MAX) throw new InvalidRequest(`a ${what} has ${name.length} characters: at most ${NAME_LENGTH_MAX} are taken`);
  if (NOT_IN_NAMES.test(name)) throw new InvalidRequest(`a ${what} holds control characters`);
}

/** What proofs are made of must have one form only: RFC 8785, as the ledger itself writes it. */
function checkCanonical(stream: string, { id, contentType, data, metadata }: NodeEventToAppend): void {
  const json = stream.startsWith('$') ? canonicalJson : ledgerJson;
  const isCanonical = (bytes: Uint8Array): boolean => {
    try {
      const text = Buffer.from(bytes).toString();
      const value = JSON.parse(text) as Json;
      return typeof value === 'object' && value !== null && !Array.isArray(value) && json(value) === text;
    } catch {
      return false;
    }
  };
  // Clients send no metadata for the metadata of streams.
  const bare = stream.startsWith('$$') && metadata.length === 0;
  if (contentType === 'application/json' && isCanonical(data) && (bare || isCanonical(metadata))) return;
  throw new InvalidRequest(`event ${id} of stream ${stream}: data and metadata of the ledger's own events must be objects in canonical JSON (RFC 8785)`);
}

function checkForgetsNothing(stream: string, { data }: NodeEventToAppend): void {
  const settings = JSON.parse(Buffer.from(data).toString()) as Record<string, unknown>;
  const shortening = SHORTENING.find((name) => Object.hasOwn(settings, name));
  if (shortening) throw new AccessDenied(`${shortening} in ${stream} would hide events of the ledger: a ledger forgets nothing`);
}
