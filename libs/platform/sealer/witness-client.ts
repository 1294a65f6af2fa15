import { consistencyProof, openNote, subtreesFromTiles, type Hash, type NoteSignature, type PolicyWitness } from '@ledger/platform/audit-log/node';
import type { TileFolder } from './tile-folder';

const ANSWER_BYTES_MAX = 64 * 1024;

/** A checkpoint for witnesses: its note as the log signed it. */
export interface CheckpointToCosign {
  readonly note: string;
  readonly text: string;
  readonly size: bigint;
}

/** What a witness said that was no cosignature. */
export class WitnessError extends Error {
  override readonly name = 'WitnessError';
}

/** Asks one witness for its cosignature (c2sp.org/tlog-witness). It remembers which size the witness has. */
export class WitnessClient {
  /** The size the witness has cosigned last, as far as is known here. */
  private known = 0n;

  constructor(
    readonly witness: PolicyWitness,
    private readonly tiles: TileFolder,
  ) {}

  /** The witness's cosignatures of the checkpoint. Rejects with `WitnessError` or what the network says. */
  async cosign(checkpoint: CheckpointToCosign, signal: AbortSignal): Promise<readonly NoteSignature[]> {
    if (this.witness.url === undefined) throw new WitnessError('the policy gives no address of it');
    let answer = await this.ask(checkpoint, this.known > checkpoint.size ? 0n : this.known, signal);
    if (answer.status === 409) {
      // It is behind what was thought, or ahead: it says where it is.
      const size = sizeIn(answer.text);
      if (size > checkpoint.size) throw new WitnessError(`it has cosigned size ${size}, but the log is at ${checkpoint.size}: the log was rolled back, or another one runs under its name`);
      answer = await this.ask(checkpoint, size, signal);
    }
    if (answer.status !== 200) throw new WitnessError(`it answered ${answer.status}${explanations[answer.status] ?? ''}`);
    const signatures = await this.verified(checkpoint, answer.text);
    this.known = checkpoint.size;
    return signatures;
  }

  private async ask({ note, size }: CheckpointToCosign, old: bigint, signal: AbortSignal): Promise<{ readonly status: number; readonly text: string }> {
    const proof = old === 0n || old === size ? [] : consistencyProof(old, size, subtreesFromTiles(size, (tile) => this.tiles.read(tile)));
    const body = `old ${old}\n${proof.map(line).join('')}\n${note}`;
    const answer = await fetch(`${this.witness.url!.replace(/\/$/, '')}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
    return { status: answer.status, text: await boundedText(answer) };
  }

  private async verified({ text }: CheckpointToCosign, lines: string): Promise<readonly NoteSignature[]> {
    try {
      return (await openNote(`${text}\n${lines}`, [this.witness.key])).signatures;
    } catch (error) {
      throw new WitnessError(`what it answered is no cosignature of its key: ${(error as Error).message}`);
    }
  }
}

const explanations: { readonly [status: number]: string } = {
  403: ': it trusts no key that signed the checkpoint',
  404: ': it does not know the log',
  422: ': it holds another tree of this log',
};

const line = (hash: Hash): string => `${Buffer.from(hash).toString('base64')}\n`;

function sizeIn(text: string): bigint {
  if (!/^(0|[1-9][0-9]{0,18})\n$/.test(text)) throw new WitnessError('it answered 409 without its size');
  return BigInt(text.trim());
}

async function boundedText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > ANSWER_BYTES_MAX) throw new WitnessError(`it answered more than ${ANSWER_BYTES_MAX} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
