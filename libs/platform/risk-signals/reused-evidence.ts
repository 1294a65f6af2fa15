import { count, sha256 } from '@ledger/fields';
import { defineSignal, type Citation, type EventMeta, type Handlers, type RiskSignal, type Words } from '@ledger/kit';
import { shownBy } from './shown-by';

interface Facts {
  readonly name: string;
  readonly title: Words;
  readonly asks: Words;
  readonly law?: Citation;
  /** The events whose evidence is compared, each giving what it is evidence of: the same paper may stand twice for that. */
  readonly of: Handlers<string>;
}

const parameters = { times: count({ label: { vi: 'Số việc dùng chung ít nhất', en: 'Shared by at least' }, min: 2, max: 1_000 }) };
const values = { evidence: sha256({ vi: 'Tệp bằng chứng', en: 'Evidence' }), times: count({ label: { vi: 'Số việc', en: 'Matters' } }) };

interface Use {
  readonly matters: Set<string>;
  readonly events: EventMeta[];
}

/** The same file, by its SHA-256, is evidence of different facts. */
export const reusedEvidence = ({ name, title, asks, law, of }: Facts): RiskSignal<typeof parameters, typeof values> =>
  defineSignal({
    name, title, asks, law, parameters, values,
    standard: { times: 2 },
    seen: { vi: 'Một tệp được nêu làm bằng chứng cho {times} việc khác nhau: {evidence}', en: 'One file is named as evidence of {times} different matters: {evidence}' },
    watch: ({ times }) => {
      const uses = new Map<string, Use>();
      return {
        on: shownBy(of, (matter, meta) => {
          for (const evidence of new Set(meta.evidence ?? [])) {
            const use = uses.get(evidence) ?? { matters: new Set(), events: [] };
            uses.set(evidence, use);
            use.matters.add(matter);
            use.events.push(meta);
          }
        }),
        sightings: () => [...uses].filter(([, { matters }]) => matters.size >= times).map(([evidence, { matters, events }]) => ({ key: evidence, events, values: { evidence, times: matters.size } })),
      };
    },
  });
