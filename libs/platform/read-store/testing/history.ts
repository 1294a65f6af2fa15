import type { JsonObject, Recorded } from '@ledger/kit';

export interface Told {
  readonly type: string;
  readonly data: JsonObject;
  readonly stream?: string;
  readonly metadata?: JsonObject;
}

/** Recorded events with the metadata that the shell would write: one command each, a minute apart, positions with gaps. */
export function historyOf(told: readonly Told[], { gap = 1 }: { readonly gap?: number } = {}): Recorded[] {
  const revisions = new Map<string, bigint>();
  return told.map(({ type, data, stream = 'shop.account-1', metadata = {} }, index) => {
    const revision = revisions.get(stream) ?? 0n;
    revisions.set(stream, revision + 1n);
    const position = BigInt((index + 1) * gap);
    return { id: uuid(position), type, stream, revision, position, data, metadata: { ...metaAt(position), ...metadata } };
  });
}

const metaAt = (position: bigint): JsonObject => {
  const recordedAt = new Date(Date.UTC(2024, 0, 1) + Number(position) * 60_000).toISOString();
  const commandId = uuid(position + 1_000_000_000n);
  return {
    actor: { user: 'an', role: 'finance', unit: '10' },
    commandId, commandHash: '0'.repeat(64), correlationId: commandId, causationId: commandId,
    effectiveOn: recordedAt.slice(0, 10), recordedAt, schemaVersion: 1,
  };
};

const uuid = (n: bigint): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
