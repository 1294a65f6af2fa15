import { useMemo, type JSX } from 'react';
import { commune as communeDecider, outcome, type Outcome } from '@ledger/registers/criteria/domain';
import { standingOf, type CommuneState, type CriterionOfYear } from '@ledger/registers/criteria/domain/standing';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useList } from '@ledger/ui/api/queries';
import type { CorrectedState, Correction, CorrectionWay, EffectLine, RecordedFact } from '@ledger/ui/correction/correction';
import { LatestRecords } from '@ledger/ui/correction/latest-records';
import { RecordPicker } from '@ledger/ui/correction/record-picker';
import { count, text, words, type Value } from '@ledger/ui/correction/value';
import { useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { correctionTexts } from './texts';

const ROWS_MAX = 200;
const outcomes = outcome().choices;

/** The facts of a commune: outcomes that were verified, and what was measured. */
export const communeCorrections: Correction<CommuneState> = {
  decider: communeDecider,
  useName: () => {
    const nameOf = useNames();
    return (commune) => nameOf('unit-code', commune) ?? commune;
  },
  Choice: function Choice({ onChoose }): JSX.Element {
    const say = useSay();
    return (
      <>
        <RecordPicker word="unit-code" label={correctionTexts.which} where={{ level: 'commune' }} onChoose={onChoose} />
        <LatestRecords title={correctionTexts.latest} none={correctionTexts.noneRecorded} list="criteria/assessments" order="-assessedOn" where={{ status: 'verified' }} record="commune" unit="commune" says={(cell) => [cell('commune'), say(correctionTexts.ofYear, { criterion: cell('criterion'), year: cell('year') }), cell('met'), cell('assessedOn')]} command="CorrectAssessment"
          scopeOf={({ commune }) => ({ unit: String(commune), program: 'NTM' })} onChoose={onChoose} />
      </>
    );
  },
  facts: (state, events) => events.flatMap((event, index) => factOf(event, state, events.slice(index + 1))).reverse(),
  waysOf: (commune, { event }) => [event.type === 'IndicatorMeasured' ? measuredAgain(commune, event) : assessedAnew(commune, event)],
  useNeeds: useNamedIndicator,
  useEffects: () => effectsOf,
  sent: correctionTexts.sent,
};

const criterionOf = ({ data }: RecordedEvent): CriterionOfYear => ({ set: String(data['set']), criterion: Number(data['criterion']), year: Number(data['year']) });
const outcomeWords = (met: unknown): Value => words(outcomes[met as Outcome]);
/** A decimal as it is read. */
const decimalWords = (value: unknown): Value => words({ vi: String(value).replace('.', ','), en: String(value) });

function factOf(event: RecordedEvent, state: CommuneState, later: readonly RecordedEvent[]): readonly RecordedFact[] {
  const fact = { id: event.id, event, on: String(event.data['assessedOn'] ?? event.metadata.effectiveOn) };
  const isSameFact = (other: RecordedEvent): boolean => other.type === event.type && ['set', 'criterion', 'indicator', 'year'].every((key) => other.data[key] === event.data[key]);
  const newer = later.findLast(isSameFact);
  const corrected = newer ? [correctionTexts.corrected] : [];
  if (event.type === 'IndicatorMeasured') return [{ ...fact, recorded: decimalWords(event.data['value']), ...(newer && { now: decimalWords(newer.data['value']) }), notes: corrected }];
  if (event.type !== 'AssessmentVerified') return [];
  const awaits = standingOf(state, criterionOf(event)).pending ? [correctionTexts.awaits] : [];
  return [{ ...fact, recorded: outcomeWords(event.data['met']), ...(newer && { now: outcomeWords(newer.data['met']) }), notes: [...corrected, ...awaits] }];
}

/** A verified outcome is replaced once somebody else has verified the correction. */
function assessedAnew(commune: string, event: RecordedEvent): CorrectionWay {
  const { set, criterion, year } = criterionOf(event);
  const known = { commune, set, criterion: String(criterion), year: String(year) };
  return {
    command: 'CorrectAssessment', label: correctionTexts.assessment, send: correctionTexts.send, known, initial: { note: String(event.data['note'] ?? '') }, asks: ['evidence'],
    agreed: { command: 'VerifyAssessment', values: known },
  };
}

/** Measuring again with the reason: one person is enough, since a measurement by itself counts for nothing. */
function measuredAgain(commune: string, { data }: RecordedEvent): CorrectionWay {
  const known = { commune, set: String(data['set']), indicator: String(data['indicator']), year: String(data['year']) };
  return { command: 'MeasureIndicator', label: correctionTexts.measurement, send: correctionTexts.record, known, asks: ['reason', 'legalBasis', 'evidence'] };
}

/** The commune and the indicator that measuring asks for; nothing for an outcome, of which the commune's own record knows enough. */
function useNamedIndicator(commune: string, fact: RecordedFact | undefined): Readonly<Record<string, readonly unknown[]>> | undefined {
  const { set, indicator } = (fact?.event.type === 'IndicatorMeasured' ? fact.event.data : {}) as { readonly set?: string; readonly indicator?: string };
  const asked = indicator !== undefined;
  const units = useList('criteria/units', { code: commune, limit: ROWS_MAX }, {}, asked).data?.rows;
  const indicators = useList('criteria/set-indicators', { set, indicator, limit: ROWS_MAX }, {}, asked).data?.rows;
  return useMemo((): ReturnType<typeof useNamedIndicator> => (!asked ? {} : units && indicators && { units, indicators }), [asked, units, indicators]);
}

const metOf = ({ standings }: CommuneState, { set, year }: CriterionOfYear): number =>
  [...standings].filter(([key, { verified }]) => key.startsWith(`${set}·`) && key.endsWith(`·${year}`) && verified?.met === 'met').length;

function effectsOf({ before, after, fact, told }: CorrectedState<CommuneState>): readonly EffectLine[] {
  const { event } = fact;
  if (event.type === 'IndicatorMeasured') {
    const measured = told.findLast(({ type }) => type === 'IndicatorMeasured')?.data as { readonly value: unknown } | undefined;
    return [{ label: correctionTexts.value, before: fact.now ?? fact.recorded, after: measured && decimalWords(measured.value) }];
  }
  const criterion = criterionOf(event);
  const [one, other] = [before, after].map((state) => standingOf(state, criterion).verified);
  return [
    { label: correctionTexts.outcome, before: one && outcomeWords(one.met), after: other && outcomeWords(other.met) },
    { label: correctionTexts.note, before: text(one?.note ?? ''), after: text(other?.note ?? '') },
    { label: correctionTexts.met, before: count(metOf(before, criterion)), after: count(metOf(after, criterion)) },
  ];
}
