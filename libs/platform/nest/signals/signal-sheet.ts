import type { RiskSignal } from '@ledger/kit';
import type { Sheet } from '@ledger/platform/export/sheet';
import { seenText, type SignalHit } from '@ledger/platform/risk-signals';

const text = (key: string, vi: string, en: string) => ({ key, label: { vi, en }, unit: 'text' });

/** All hits of a signal as one table: a line for each, with its events by position. */
export const signalSheet = (signal: RiskSignal, hits: readonly SignalHit[], position: bigint, language: 'vi' | 'en'): Sheet => ({
  name: signal.name,
  title: signal.title,
  columns: [text('on', 'Ngày ghi nhận', 'Recorded on'), text('seen', 'Điều đã thấy', 'What was seen'), text('users', 'Người ghi nhận', 'Recorded by'), text('events', 'Sự kiện (vị trí)', 'Events (positions)'), text('streams', 'Dòng sự kiện', 'Streams')],
  rows: hits.map(({ on, values, events }) => ({
    on,
    seen: seenText(signal, values, language),
    users: [...new Set(events.map(({ actor }) => actor.user))].join(' '),
    events: events.map((event) => event.position).join(' '),
    streams: [...new Set(events.map(({ stream }) => stream))].join(' '),
  })),
  notes: [signal.asks],
  provenance: [{ label: { vi: 'Đến vị trí', en: 'Up to position' }, value: position.toString() }],
});
