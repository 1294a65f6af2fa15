import type { HitEvent } from '@ledger/platform/risk-signals';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';

/** What is pinned, as it was when it was pinned: a case keeps what was seen even where the ledger cannot be asked any more. */
export type Pinned =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** A figure of a list or a report: what it is called, what it said, and the address at which it was read. */
  | { readonly kind: 'figure'; readonly label: string; readonly value: string; readonly address: string; readonly basis?: string }
  /** A file, by its SHA-256. */
  | { readonly kind: 'evidence'; readonly sha256: string }
  | { readonly kind: 'signal'; readonly signal: string; readonly title: string; readonly seen: string; readonly law?: string; readonly position: string; readonly events: readonly HitEvent[] }
  | { readonly kind: 'note' };

export type CaseItem = Pinned & {
  readonly id: string;
  /** Instant at which it was pinned, ISO 8601 UTC. */
  readonly pinnedAt: string;
  readonly note: string;
};

/** Hồ sơ vụ việc: what an inspector gathers. It is no part of the ledger and stays in the inspector's browser. */
export interface CaseFile {
  readonly format: 'ledger-case-file@1';
  readonly title: string;
  readonly items: readonly CaseItem[];
}

export const emptyCase: CaseFile = { format: 'ledger-case-file@1', title: '', items: [] };

/** What makes two pinned things one; notes are never one. */
export function identityOf(pinned: Pinned): string | undefined {
  if (pinned.kind === 'event') return `event ${pinned.event.stream}@${pinned.event.revision}`;
  if (pinned.kind === 'figure') return `figure ${pinned.address} ${pinned.label} ${pinned.value}`;
  if (pinned.kind === 'evidence') return `evidence ${pinned.sha256}`;
  return pinned.kind === 'signal' ? `signal ${pinned.signal} ${pinned.events.map(({ stream, revision }) => `${stream}@${revision}`).join(' ')}` : undefined;
}

export const isPinned = ({ items }: CaseFile, pinned: Pinned): boolean => identityOf(pinned) !== undefined && items.some((item) => identityOf(item) === identityOf(pinned));

/** Adds at the end; what is there already is not added again. */
export const withPinned = (file: CaseFile, pinned: Pinned, id: string, pinnedAt: string): CaseFile =>
  isPinned(file, pinned) ? file : { ...file, items: [...file.items, { ...pinned, id, pinnedAt, note: '' }] };

export const without = (file: CaseFile, id: string): CaseFile => ({ ...file, items: file.items.filter((item) => item.id !== id) });

export const noted = (file: CaseFile, id: string, note: string): CaseFile => ({ ...file, items: file.items.map((item) => (item.id === id ? { ...item, note } : item)) });

/** Moves an item so many places down, up when negative; never beyond the ends. */
export function moved(file: CaseFile, id: string, by: number): CaseFile {
  const from = file.items.findIndex((item) => item.id === id);
  if (from < 0) return file;
  const to = Math.max(0, Math.min(file.items.length - 1, from + by));
  const items = file.items.filter((item) => item.id !== id);
  return { ...file, items: [...items.slice(0, to), file.items[from]!, ...items.slice(to)] };
}

const KINDS = new Set(['event', 'figure', 'evidence', 'signal', 'note']);
const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A case file from its JSON; undefined when it is none. Nothing in it is believed: it is shown, and checked against the ledger. */
export function parseCase(json: string): CaseFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['format'] !== emptyCase.format || !isText(value['title']) || !Array.isArray(value['items'])) return undefined;
  const { items, title } = value as { readonly items: readonly unknown[]; readonly title: string };
  return items.every(isItem) && new Set(items.map(({ id }) => id)).size === items.length ? { format: emptyCase.format, title, items } : undefined;
}

function isItem(item: unknown): item is CaseItem {
  if (!isObject(item) || !isText(item['id']) || !isText(item['note']) || !isText(item['pinnedAt']) || Number.isNaN(Date.parse(item['pinnedAt'])) || !KINDS.has(String(item['kind']))) return false;
  if (item['kind'] === 'event') return isEvent(item['event']);
  if (item['kind'] === 'figure') return ['label', 'value', 'address'].every((key) => isText(item[key]));
  if (item['kind'] === 'evidence') return isText(item['sha256']) && /^[0-9a-f]{64}$/.test(item['sha256']);
  if (item['kind'] === 'signal') return ['signal', 'title', 'seen', 'position'].every((key) => isText(item[key])) && Array.isArray(item['events']) && item['events'].every(isHitEvent);
  return true;
}

const hasActor = (value: unknown): boolean => isObject(value) && ['user', 'role', 'unit'].every((key) => isText(value[key]));
const isHitEvent = (event: unknown): boolean => isObject(event) && ['position', 'id', 'stream', 'revision', 'type', 'recordedAt', 'effectiveOn'].every((key) => isText(event[key])) && hasActor(event['actor']);

function isEvent(event: unknown): boolean {
  if (!isObject(event) || !['position', 'id', 'stream', 'revision', 'type'].every((key) => isText(event[key])) || !isObject(event['data'])) return false;
  const { metadata } = event;
  return isObject(metadata) && ['recordedAt', 'effectiveOn', 'commandId'].every((key) => isText(metadata[key])) && !Number.isNaN(Date.parse(String(metadata['recordedAt']))) && hasActor(metadata['actor']);
}
