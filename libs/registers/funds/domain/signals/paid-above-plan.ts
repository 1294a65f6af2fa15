import { count, lineId, vndChange } from '@ledger/fields';
import { defineSignal, type EventMeta } from '@ledger/kit';
import { shownBy } from '@ledger/platform/risk-signals';
import { citations } from '../law';
import { lineChanges } from './line-money';

interface Line {
  plan: bigint;
  paid: bigint;
  above?: { readonly events: EventMeta[]; plan: bigint; paid: bigint };
}

/** Counted in the order of recording: money that was paid before the plan that covers it was recorded is seen. */
export const paidAbovePlan = defineSignal({
  name: 'funds.paid-above-plan',
  title: { vi: 'Chi vượt kế hoạch vốn', en: 'Paid above plan' },
  asks: {
    vi: 'Tại lúc ghi nhận một khoản chi, số đã giải ngân của dòng vốn vượt tỷ lệ nêu dưới đây so với vốn dòng đó đang giữ (đã giao, nhận, trừ chuyển đi và hủy).',
    en: 'When a payment was recorded, what its fund line had disbursed was more than this share of what the line held (assigned and received, less sent on and cancelled).',
  },
  law: citations.withinBudget,
  parameters: { percent: count({ label: { vi: 'Vượt tỷ lệ (%)', en: 'Above (%)' }, min: 1, max: 200 }) },
  standard: { percent: 100 },
  values: { line: lineId(), plan: vndChange({ vi: 'Vốn đang giữ', en: 'Held' }), paid: vndChange({ vi: 'Đã giải ngân', en: 'Disbursed' }) },
  seen: { vi: 'Đã giải ngân {paid} trên {plan} vốn của {line}', en: '{paid} disbursed out of {plan} of {line}' },
  watch: ({ percent }) => {
    const lines = new Map<string, Line>();
    return {
      on: shownBy(lineChanges, ({ line, held, disbursed }, meta) => {
        const known = lines.get(line) ?? { plan: 0n, paid: 0n };
        lines.set(line, known);
        known.plan += held;
        known.paid += disbursed;
        if (disbursed <= 0n || known.paid * 100n <= known.plan * BigInt(percent)) return;
        known.above = { events: [...(known.above?.events ?? []), meta], plan: known.plan, paid: known.paid };
      }),
      sightings: () => [...lines].flatMap(([line, { above }]) => (above ? [{ key: line, events: above.events, values: { line, plan: above.plan, paid: above.paid } }] : [])),
    };
  },
});
