import { emptyRoot, formatNote, formatSignatureLine, Malformed, NotVerified, openNote, signText, verifyConsistency, type Checkpoint, type OpenedNote, type VerifierKey } from '@ledger/platform/audit-log/node';
import { parseAddCheckpoint, type AddCheckpoint } from './add-checkpoint-request';
import type { WitnessFolder } from './witness-folder';

/** What a witness answers over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type: string;
}

const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** Cosigns checkpoints that continue what it cosigned before (c2sp.org/tlog-witness). */
export class Witness {
  /** The last request of each log: one is looked at and kept before the next is. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly folder: WitnessFolder,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects only when the folder cannot be read or written; nothing is cosigned then. */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    let request: AddCheckpoint;
    try {
      request = parseAddCheckpoint(body);
    } catch (error) {
      if (error instanceof Malformed) return refused(400, error.message);
      throw error;
    }
    const { origin, size } = request.checkpoint;
    const keys = (await this.folder.logs()).filter(({ name }) => name === origin);
    if (keys.length === 0) return refused(404, `the log ${origin} is not known here`);
    const opened = await this.opened(request.note, keys);
    if (opened instanceof NotVerified) return refused(403, opened.message);
    if (request.old > size) return refused(400, `old size ${request.old} is larger than ${size}`);
    return this.inTurn(origin, () => this.cosign(request, opened));
  }

  /** The latest cosigned checkpoint of the log whose origin has this hash. */
  async checkpoint(originHash: string): Promise<WitnessAnswer> {
    const note = await this.folder.published(originHash);
    return note === undefined ? refused(404, 'no checkpoint of this log was cosigned here') : { status: 200, body: note, type: TEXT };
  }

  private async opened(note: string, keys: readonly VerifierKey[]): Promise<OpenedNote | NotVerified> {
    try {
      return await openNote(note, keys);
    } catch (error) {
      if (error instanceof NotVerified) return error;
      throw error;
    }
  }

  private async cosign(request: AddCheckpoint, { text, signatures }: OpenedNote): Promise<WitnessAnswer> {
    const { checkpoint, old } = request;
    const latest = await this.folder.latest(checkpoint.origin);
    const size = latest?.size ?? 0n;
    if (old !== size) return { status: 409, body: `${size}\n`, type: SIZE };
    const problem = inconsistency(latest, request);
    if (problem !== undefined) return refused(422, problem);
    const cosignature = await signText(text, this.folder.key, { time: BigInt(Math.floor(this.now() / 1_000)) });
    await this.folder.keep(checkpoint.origin, formatNote({ text, signatures: [...signatures, cosignature] }));
    return { status: 200, body: formatSignatureLine(cosignature), type: TEXT };
  }

  private inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(origin) ?? Promise.resolve()).then(work, work);
    this.turns.set(origin, turn);
    return turn;
  }
}

/** Why the checkpoint does not continue the latest one; undefined when it does. */
function inconsistency(latest: Checkpoint | undefined, { old, proof, checkpoint: { size, root } }: AddCheckpoint): string | undefined {
  if (size === 0n && !Buffer.from(root).equals(emptyRoot())) return 'the root is not that of the tree without leaves';
  if (old === 0n) return proof.length === 0 ? undefined : 'a proof from the tree without leaves is empty';
  return verifyConsistency(old, size, proof, latest!.root, root) ? undefined : `the tree of ${size} does not continue the one of ${old} that was cosigned here`;
}

const refused = (status: WitnessAnswer['status'], reason: string): WitnessAnswer => ({ status, body: `${reason}\n`, type: TEXT });
