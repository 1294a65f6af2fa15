import { canonicalJson, formatLeafEntry, leafEntryOf, leafHash, rootHash } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';

/** The size and root (hex) of the audit log's tree over the first `size` events of registers (default: all), each read and hashed again. */
export async function growingTree(store: EventStore, size = Number.POSITIVE_INFINITY): Promise<{ readonly size: number; readonly root: string }> {
  const leaves: Uint8Array[] = [];
  for await (const batch of store.readAll()) {
    for (const { stream, revision, id, type, data, metadata } of batch) {
      if (leaves.length >= size || !/^[a-z]/.test(stream)) continue;
      const bytes = { data: Buffer.from(canonicalJson(data)), metadata: Buffer.from(canonicalJson(metadata)) };
      leaves.push(leafHash(formatLeafEntry(leafEntryOf({ stream, revision, id, type, recordedAt: String(metadata['recordedAt']), ...bytes }))));
    }
  }
  return { size: leaves.length, root: Buffer.from(rootHash(leaves)).toString('hex') };
}
