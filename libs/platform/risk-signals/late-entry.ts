import { count, day } from '@ledger/fields';
import type { EventMeta } from '@ledger/kit';
import { daysBetween } from './days';

/** What a late entry is told by. */
export const lateValues = {
  recordedOn: day({ vi: 'Ngày ghi nhận', en: 'Recorded on' }),
  effectiveOn: day({ vi: 'Ngày hiệu lực', en: 'Effective on' }),
  days: count({ label: { vi: 'Số ngày', en: 'Days' } }),
};

interface Late {
  readonly key: string;
  readonly events: EventMeta[];
  readonly values: { readonly recordedOn: string; readonly effectiveOn: string; readonly days: number };
}

/** Gathers late entries, those of one command together. `days` are counted from the day that the entry should have been in. */
export class LateEntries {
  private readonly byCommand = new Map<string, Late>();

  add(meta: EventMeta, dueOn: string): void {
    const { commandId, recordedOn, effectiveOn } = meta;
    const known = this.byCommand.get(commandId);
    if (known) known.events.push(meta);
    else this.byCommand.set(commandId, { key: commandId, events: [meta], values: { recordedOn, effectiveOn, days: daysBetween(dueOn, recordedOn) } });
  }

  sightings(): readonly Late[] {
    return [...this.byCommand.values()];
  }
}

/** Whether a person recorded it as it happened: what processes issue is dated as its cause, what was migrated has its old dates. */
export const isEnteredByPerson = ({ actor, origin }: EventMeta): boolean => actor.role !== 'process' && origin !== 'migration';
