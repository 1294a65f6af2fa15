import { setTimeout as sleep } from 'node:timers/promises';
import { formatNote, isQuorumMet, parseNote, type NoteSignature, type Policy, type PolicyWitness } from '@ledger/platform/audit-log/node';
import type { TileFolder } from './tile-folder';
import { WitnessClient, type CheckpointToCosign } from './witness-client';

/** How long a witness may take. */
const WITNESS_MS = 5_000;
/** How long the others may take once enough have answered. */
const GRACE_MS = 500;
const PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 60_000;

/** How one witness is. */
export interface WitnessStatus {
  readonly name: string;
  readonly url?: string;
  /** The last size it cosigned, and when. */
  readonly size?: bigint;
  readonly cosignedAt?: number;
  /** Why it did not cosign the latest checkpoint it was asked about. */
  readonly error?: string;
}

export interface Cosigned {
  /** The note with the cosignatures that were had. */
  readonly note: string;
  readonly cosignatures: number;
  readonly quorumMet: boolean;
}

export interface CosigningOptions {
  readonly policy: Policy;
  readonly tiles: TileFolder;
  readonly now?: () => number;
  readonly timeoutMs?: number;
  readonly graceMs?: number;
}

/** Collects cosignatures to a policy, from all its witnesses at once, in bounded time. A witness that fails is left alone for a while. */
export class Cosigning {
  private readonly desks: Desk[];
  private readonly now: () => number;
  /** What was had for the checkpoint asked about last. */
  private had: { readonly text: string; readonly from: Map<PolicyWitness, readonly NoteSignature[]> } | undefined;

  constructor(private readonly options: CosigningOptions) {
    this.now = options.now ?? Date.now;
    this.desks = options.policy.witnesses.map((witness) => new Desk(witness, options.tiles, this.now));
  }

  /** Asked again about the same checkpoint, it asks those that have not cosigned it yet. */
  async collect({ note, size }: { readonly note: string; readonly size: bigint }): Promise<Cosigned> {
    const { text, signatures } = parseNote(note);
    if (this.had?.text !== text) this.had = { text, from: new Map() };
    const got = this.had.from;
    const isMet = (): boolean => isQuorumMet(this.options.policy, (witness) => got.has(witness));
    const stopping = new AbortController();
    const asked = this.desks.filter(({ witness }) => !got.has(witness)).map(async (desk) => {
      const cosignatures = await desk.ask({ note, text, size }, AbortSignal.any([stopping.signal, AbortSignal.timeout(this.options.timeoutMs ?? WITNESS_MS)]));
      if (cosignatures !== undefined) got.set(desk.witness, cosignatures);
    });
    await untilEnough(asked, isMet, this.options.graceMs ?? GRACE_MS);
    stopping.abort();
    await Promise.all(asked);
    const all = [...got.values()].flat();
    return { note: formatNote({ text, signatures: [...signatures, ...all] }), cosignatures: all.length, quorumMet: isMet() };
  }

  status(): WitnessStatus[] {
    return this.desks.map((desk) => desk.status());
  }
}

/** Resolves when all have answered, or some time after enough of them have. */
async function untilEnough(asked: readonly Promise<void>[], isMet: () => boolean, graceMs: number): Promise<void> {
  const all = Promise.all(asked);
  const enough = new Promise<void>((resolve) => asked.forEach((each) => void each.then(() => isMet() && resolve())));
  const over = new AbortController();
  await Promise.race([all, enough.then(() => sleep(graceMs, undefined, { signal: over.signal }).catch(() => undefined))]);
  over.abort();
}

/** One witness, as the log sees it. */
class Desk {
  private readonly client: WitnessClient;
  private size: bigint | undefined;
  private cosignedAt: number | undefined;
  private error: string | undefined;
  private failures = 0;
  private notBefore = 0;

  constructor(
    readonly witness: PolicyWitness,
    tiles: TileFolder,
    private readonly now: () => number,
  ) {
    this.client = new WitnessClient(witness, tiles);
  }

  /** The cosignatures; undefined when there are none, whatever the reason. */
  async ask(checkpoint: CheckpointToCosign, signal: AbortSignal): Promise<readonly NoteSignature[] | undefined> {
    if (this.now() < this.notBefore) return undefined;
    try {
      const signatures = await this.client.cosign(checkpoint, signal);
      Object.assign(this, { size: checkpoint.size, cosignedAt: this.now(), error: undefined, failures: 0, notBefore: 0 });
      return signatures;
    } catch (error) {
      this.error = reasonOf(error);
      this.failures += 1;
      this.notBefore = this.now() + Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** (this.failures - 1));
      return undefined;
    }
  }

  status(): WitnessStatus {
    const { name, url } = this.witness;
    return { name, ...(url !== undefined && { url }), ...(this.size !== undefined && { size: this.size, cosignedAt: this.cosignedAt }), ...(this.error !== undefined && { error: this.error }) };
  }
}

function reasonOf(error: unknown): string {
  const { message, cause, name } = error as Error & { readonly cause?: { readonly code?: string } };
  if (name === 'TimeoutError') return 'it did not answer in time';
  return cause?.code ? `${message}: ${cause.code}` : message;
}
