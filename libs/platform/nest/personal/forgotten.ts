import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import type { Backup, OfficeStore } from '@ledger/platform/office-store';
import type { ReadablePersons } from '@ledger/platform/personal-data';
import type { Forgotten, Receipt } from '../ledger/order';

interface Parts {
  readonly store: EventStore;
  readonly persons: ReadablePersons;
  readonly office: Pick<OfficeStore, 'persons' | 'backups'>;
}

/** The receipt, with the persons that its events forget: whether their keys are gone, and which backups still hold them. */
export async function withForgotten(receipt: Receipt, parts: Parts): Promise<Receipt> {
  if (receipt.dryRun || !receipt.events.some(({ type }) => parts.persons.concerns(type))) return receipt;
  const ids = new Set(receipt.events.map(({ id }) => id));
  const forgotten: Forgotten[] = [];
  for await (const batch of parts.store.readStream(receipt.stream, { from: receipt.revision - BigInt(ids.size - 1), limit: ids.size })) {
    forgotten.push(...batch.filter(({ id }) => ids.has(id)).flatMap((event) => forgottenBy(event, parts)));
  }
  return forgotten.length === 0 ? receipt : { ...receipt, forgotten };
}

function forgottenBy(event: RecordedEvent, { persons, office }: Parts): readonly Forgotten[] {
  const person = persons.forgottenBy(event);
  if (person === undefined) return [];
  const known = office.persons.find(person);
  const keyDestroyed = persons.upToDate && known !== undefined && known.key === undefined;
  return [{ person, keyDestroyed, backups: office.backups.holding(person).map(backupJson) }];
}

export const backupJson = ({ id, folder, begun, finished }: Backup) => ({
  id,
  folder,
  begun: new Date(begun).toISOString(),
  ...(finished === undefined ? {} : { finished: new Date(finished).toISOString() }),
});
