import { ED25519_NOTE, formatCheckpoint, formatVerifierKey, leafHash, rootHash, consistencyProof, signNote, type Hash, type SignerKey } from '@ledger/platform/audit-log/node';
import { newKey } from '../key-file';

/** A log of numbered leaves, of any size at once, for what looks at logs from outside. A `fork` has other leaves from some index on. */
export class SampleLog {
  private constructor(
    readonly key: SignerKey,
    private readonly forkAt: number,
  ) {}

  static async create(origin: string): Promise<SampleLog> {
    return new SampleLog(await newKey(origin, ED25519_NOTE), Number.POSITIVE_INFINITY);
  }

  fork(at: number): SampleLog {
    return new SampleLog(this.key, at);
  }

  get vkey(): string {
    return formatVerifierKey(this.key);
  }

  checkpoint(size: number, root: Hash = rootHash(this.leaves(size)), keys: readonly SignerKey[] = [this.key]): Promise<string> {
    return signNote(formatCheckpoint({ origin: this.key.name, size, root }), keys);
  }

  proof(old: number, size: number): Hash[] {
    return old === 0 ? [] : consistencyProof(old, size, this.leaves(size));
  }

  /** The body of `add-checkpoint`. */
  async request(old: number, size: number, { proof = this.proof(old, size), note }: { readonly proof?: readonly Hash[]; readonly note?: string } = {}): Promise<string> {
    return `old ${old}\n${proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`).join('')}\n${note ?? (await this.checkpoint(size))}`;
  }

  private leaves(size: number): Hash[] {
    return Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${i}${i >= this.forkAt ? ' of the fork' : ''}`)));
  }
}
