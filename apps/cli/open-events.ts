import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { openServerStore } from '../worker/event-source';
import { Complaint, type Language } from './door';

const NOT_THERE = 3;

/** The event store itself, to read: beside the server that runs, or without one. */
export async function openEvents({ data, eventStore }: Configuration, language: Language): Promise<EventStore> {
  if (eventStore !== 'embedded') return openServerStore(eventStore);
  if (!existsSync(join(data, 'events.db'))) throw new Complaint(language === 'vi' ? `${data}: không có sổ nào ở đây (thiếu events.db).` : `${data}: there is no ledger here (no events.db).`, NOT_THERE);
  return openEmbeddedReader({ folder: data });
}
