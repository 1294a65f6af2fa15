import { choice, count, lineId, optional, text, vnd } from '@ledger/fields';
import { defineSignal, handle, type EventMeta } from '@ledger/kit';
import { dayPlus } from '@ledger/platform/risk-signals';
import { fundsEvents } from '../events';
import { citations } from '../law';

interface Part {
  readonly line: string;
  readonly kind: 'commitments' | 'payments';
  readonly payee?: string;
  readonly amount: bigint;
  readonly meta: EventMeta;
}

interface Bounds {
  readonly threshold: bigint;
  readonly days: number;
  readonly parts: number;
}

/** Runs of parts, each run within so many days of its first part and not sharing a part with another. */
function runsOf(parts: readonly Part[], { threshold, days, parts: least }: Bounds): readonly (readonly Part[])[] {
  const small = parts.filter(({ amount }) => amount < threshold).sort((a, b) => order(a.meta, b.meta));
  const runs: Part[][] = [];
  for (let first = 0; first < small.length; first += 1) {
    const until = dayPlus(small[first]!.meta.effectiveOn, days);
    const run = small.slice(first).filter(({ meta }) => meta.effectiveOn <= until);
    if (run.length < least || totalOf(run) < threshold) continue;
    runs.push(run);
    first += run.length - 1;
  }
  return runs;
}

const order = (a: EventMeta, b: EventMeta): number => (a.effectiveOn === b.effectiveOn ? (a.position < b.position ? -1 : 1) : a.effectiveOn < b.effectiveOn ? -1 : 1);
const totalOf = (parts: readonly Part[]): bigint => parts.reduce((total, { amount }) => total + amount, 0n);

export const splitBelowThreshold = defineSignal({
  name: 'funds.split-below-threshold',
  title: { vi: 'Chia nhỏ dưới ngưỡng', en: 'Split below a threshold' },
  asks: {
    vi: 'Trên một dòng vốn, trong một khoảng ngày có nhiều cam kết chi, hoặc nhiều khoản thanh toán không qua cam kết cho cùng một đơn vị thụ hưởng, mỗi khoản dưới ngưỡng nhưng cộng lại bằng hoặc vượt ngưỡng. Thanh toán nhiều lần cho một cam kết không tính.',
    en: 'On one fund line within so many days there are several commitments, or several payments outside any commitment to one payee, each below the threshold and together at or above it. Instalments of one commitment do not count.',
  },
  law: citations.directAward,
  parameters: {
    threshold: vnd({ label: { vi: 'Ngưỡng', en: 'Threshold' } }),
    days: count({ label: { vi: 'Trong số ngày', en: 'Within so many days' }, min: 1, max: 366 }),
    parts: count({ label: { vi: 'Số khoản ít nhất', en: 'At least so many parts' }, min: 2, max: 100 }),
  },
  standard: { threshold: 1_000_000_000n, days: 30, parts: 2 },
  values: {
    line: lineId(), parts: count({ label: { vi: 'Số khoản', en: 'Parts' } }), total: vnd({ label: { vi: 'Tổng số', en: 'Total' } }),
    kind: choice('split-kind', { vi: 'Loại', en: 'Kind' }, { commitments: { vi: 'cam kết chi', en: 'commitments' }, payments: { vi: 'khoản thanh toán cho một đơn vị thụ hưởng', en: 'payments to one payee' } }),
    payee: optional(text({ label: { vi: 'Đơn vị thụ hưởng', en: 'Payee' }, max: 300 })),
  },
  seen: { vi: '{parts} {kind}, mỗi khoản dưới ngưỡng, cộng lại {total}: {line}', en: '{parts} {kind}, each below the threshold, together {total}: {line}' },
  watch: (bounds) => {
    const parts = new Map<string, Part>();
    const remember = (id: string, part: Part): void => void parts.set(`${part.line} ${id}`, part);
    return {
      on: handle(fundsEvents, {
        CommitmentReserved: ({ commitment, amount }, meta) => remember(`commitment ${commitment}`, { line: meta.id, kind: 'commitments', amount, meta }),
        PaymentPrepared: ({ payment, amount, commitment, payee }, meta) => {
          if (commitment === undefined) remember(`payment ${payment}`, { line: meta.id, kind: 'payments', payee, amount, meta });
        },
        PaymentRejected: ({ payment }, meta) => void parts.delete(`${meta.id} payment ${payment}`),
        PaymentWithdrawn: ({ payment }, meta) => void parts.delete(`${meta.id} payment ${payment}`),
      }),
      sightings: () => [...grouped([...parts.values()]).values()].flatMap((group) => runsOf(group, bounds)).map((run) => {
        const [{ line, kind, payee, meta }] = run as [Part];
        return { key: meta.eventId, events: run.map((part) => part.meta), values: { line, kind, payee, parts: run.length, total: totalOf(run) } };
      }),
    };
  },
});

function grouped(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${part.line} ${part.kind} ${part.payee ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups;
}
