import { createHmac, randomBytes } from 'node:crypto';
import type { Caller, IncomingCall } from './call-context';
import { AccessDenied, Unauthenticated } from './call-failure';

/** What the ledger says to a name and a password: nobody it knows, nobody with business here, who reads, who also writes its own streams. */
export type Verdict = 'unknown' | 'forbidden' | 'reads' | 'writes';

/** Asked for every account anew at least every `REMEMBERED_MS`, so that a disabled account is out soon. `address`: the caller's. */
export type Authenticate = (username: string, password: string, address: string) => Promise<Verdict>;

/** Passwords are slow to check by design, and clients send theirs with every call. */
const REMEMBERED_MS = 10_000;
const REMEMBERED_MAX = 10_000;

export class BasicAuthentication {
  private readonly key = randomBytes(32);
  private readonly verdicts = new Map<string, { readonly verdict: Promise<Verdict>; readonly until: number }>();

  constructor(private readonly authenticate: Authenticate) {}

  /** Rejects with `Unauthenticated` or `AccessDenied`. */
  async check(call: IncomingCall): Promise<Caller> {
    const [header] = call.metadata.get('authorization');
    const credentials = typeof header === 'string' ? /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(header)?.[1] : undefined;
    const [, username, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(credentials ?? '', 'base64').toString()) ?? [];
    if (username === undefined || password === undefined) throw new Unauthenticated('a name and a password are needed');
    const verdict = await this.verdict(username, password, call.getPeer().replace(/:\d+$/, ''));
    if (verdict === 'unknown') throw new Unauthenticated('wrong name or password');
    if (verdict === 'forbidden') throw new AccessDenied(`${username} may not use the event node`);
    return { username, mayWriteOwn: verdict === 'writes' };
  }

  private verdict(username: string, password: string, address: string): Promise<Verdict> {
    // Passwords are not kept, not even here.
    const key = createHmac('sha256', this.key).update(`${username}\n${password}`).digest('base64');
    const known = this.verdicts.get(key);
    if (known && known.until > Date.now()) return known.verdict;
    const verdict = this.authenticate(username, password, address);
    if (this.verdicts.size >= REMEMBERED_MAX) this.verdicts.clear();
    this.verdicts.set(key, { verdict, until: Date.now() + REMEMBERED_MS });
    verdict.catch(() => this.verdicts.delete(key));
    return verdict;
  }
}
