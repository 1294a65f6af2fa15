import type { ParsedBundledEvent } from './bundle-event';
import { sameBytes } from './bytes';
import type { Finding, Findings } from './finding';
import { statedInstant, type LeafEntry } from './leaf-entry';
import { sha256 } from './sha256';
import type { TreeSize } from './tree-size';

/** What names a leaf in a finding. */
export const named = (index: bigint, { stream, revision }: Pick<LeafEntry<TreeSize>, 'stream' | 'revision'>): Pick<Finding, 'index' | 'stream' | 'revision'> => ({
  index: String(index),
  stream,
  revision: String(revision),
});

/** Which parts of two entries differ. */
export function differences(one: LeafEntry, other: LeafEntry): string[] {
  const parts = (['stream', 'revision', 'id', 'type', 'recordedAt'] as const).filter((part) => one[part] !== other[part]) as string[];
  if (!sameBytes(one.data, other.data)) parts.push('data');
  if (!sameBytes(one.metadata, other.metadata)) parts.push('metadata');
  return parts;
}

/** Compares an event's stored bytes with its entry. */
export function checkBundledEvent({ index, says, data, metadata, isCanonical, recordedAt }: ParsedBundledEvent, findings: Findings): void {
  const about = named(index, says);
  const differs = [...(sameBytes(sha256(data), says.data) ? [] : ['data']), ...(sameBytes(sha256(metadata), says.metadata) ? [] : ['metadata'])];
  if (differs.length > 0) findings.add('event-differs', { ...about, differs });
  if (!isCanonical) findings.add('event-not-canonical', about);
  const stated = statedInstant(recordedAt);
  if (stated !== undefined && stated !== says.recordedAt) findings.add('recorded-at-differs', { ...about, differs: ['recordedAt'] });
}

/** That the revisions of every stream follow each other. */
export class Revisions {
  private readonly next = new Map<string, TreeSize>();

  /** @param fromZero whether every stream must begin with its first event */
  constructor(
    private readonly findings: Findings,
    private readonly fromZero: boolean,
  ) {}

  see(about: { readonly index?: bigint; readonly position?: TreeSize; readonly stream: string; readonly revision: TreeSize }): void {
    const { index, position, stream, revision } = about;
    const expected = this.next.get(stream) ?? (this.fromZero ? 0 : revision);
    // Of two kinds of number, which differ only where a stream begins.
    if (revision !== expected && String(revision) !== String(expected)) {
      const place = { ...(index !== undefined && { index: String(index) }), ...(position !== undefined && { position: String(position) }) };
      this.findings.add('revision-gap', { ...place, stream, revision: String(revision), detail: `revision ${expected} was to come next` });
    }
    this.next.set(stream, typeof revision === 'bigint' ? revision + 1n : revision + 1);
  }
}
