import { useMemo, type JSX } from 'react';
import { house as houseDecider, houseKind, houseStep, stepOrder, type HouseKind, type HouseStep } from '@ledger/registers/housing/domain';
import { standing, type House, type HouseState } from '@ledger/registers/housing/domain/house-state';
import type { RecordedEvent, Row } from '@ledger/ui/api/catalogue';
import { useList } from '@ledger/ui/api/queries';
import { correctionAddress, type CorrectedElsewhere, type CorrectedState, type Correction, type CorrectionWay, type EffectLine, type RecordedFact } from '@ledger/ui/correction/correction';
import { LatestRecords } from '@ledger/ui/correction/latest-records';
import { RecordPicker } from '@ledger/ui/correction/record-picker';
import { code, money, words, type Value } from '@ledger/ui/correction/value';
import { useSay } from '@ledger/ui/language/language';
import { pageAddress } from '@ledger/ui/register/web-page';
import { stepOf } from '../house-history';
import { pageTexts } from '../page-texts';
import { correctionTexts } from './texts';

const ROWS_MAX = 1_000;
const steps = houseStep().choices;
const kinds = houseKind().choices;

/** The facts of a house: where and of which kind, what was approved, how far it is, and what was paid. */
export const houseCorrections: Correction<HouseState> = {
  decider: houseDecider,
  useName: () => {
    const say = useSay();
    return (household) => say(pageTexts.house, { household });
  },
  Choice: ({ onChoose }): JSX.Element => (
    <>
      <RecordPicker word="household-id" label={correctionTexts.which} onChoose={onChoose} />
      <LatestRecords title={correctionTexts.latest} none={correctionTexts.noneRecorded} list="housing/houses" order="-on" record="household" unit="commune" says={(cell) => [cell('household'), cell('commune'), cell('step'), cell('on')]} command="CorrectHouse"
        scopeOf={({ commune }) => ({ unit: String(commune), program: 'GNBV' })} onChoose={onChoose} />
    </>
  ),
  facts: ({ house }, events) => (house ? events.flatMap((event) => factOf(event, house)).reverse() : []),
  waysOf: (household, { event }, { house }) => paidElsewhere(event) ?? (house ? [wayOf(household, event, house)] : []),
  useNeeds: useNormsAndUnits,
  useEffects: () => effectsOf,
  sent: correctionTexts.sent,
  page: (household) => pageAddress('housing', 'houses/$household', { household }),
};

const stepWords = (step: HouseStep): Value => words(steps[step]);
const kindWords = (kind: HouseKind | undefined): Value => words(kind === undefined ? correctionTexts.undecided : kinds[kind]);

function factOf(event: RecordedEvent, house: House): readonly RecordedFact[] {
  const { type, data, id, metadata: { effectiveOn: on } } = event;
  const fact = { id, event, on };
  const awaits = (...fields: readonly string[]) => (fields.some((field) => house.correction?.asked[field as 'kind'] !== undefined) ? [correctionTexts.awaits] : []);
  if (type === 'HouseProposed') {
    const moved = house.commune !== data['commune'];
    return [{ ...fact, recorded: code('unit-code', String(data['commune'])), ...(moved && { now: code('unit-code', house.commune) }), notes: [...(moved ? [correctionTexts.corrected] : []), ...awaits('commune')] }];
  }
  if (type === 'HouseApproved' && house.approval) {
    const [recorded, now] = [BigInt(String(data['amount'])), house.approval.amount];
    return [{ ...fact, recorded: money(recorded), ...(now !== recorded && { now: money(now) }), notes: [...(now === recorded ? [] : [correctionTexts.corrected]), ...awaits('amount', 'kind')] }];
  }
  if (type === 'HousePaid') return [{ ...fact, recorded: money(BigInt(String(data['amount']))), notes: [] }];
  const step = stepOf(event);
  if (step === undefined) return [];
  const gone = step === 'withdrawn' ? house.last.step !== 'withdrawn' : stepOrder(step) > stepOrder(house.furthest);
  return [{ ...fact, recorded: stepWords(step), ...(gone && { now: null }), notes: [...(gone ? [correctionTexts.takenBack] : []), ...(step === house.last.step ? awaits('step') : [])] }];
}

/** A payment from a fund line is put right in the line's own book; the entry led to what the house was told. */
function paidElsewhere({ type, data, metadata }: RecordedEvent): CorrectedElsewhere | undefined {
  if (type !== 'HousePaid') return undefined;
  const line = data['line'];
  if (typeof line !== 'string') return { words: correctionTexts.noLine };
  return { words: correctionTexts.byLine, to: { page: correctionAddress('funds', line), search: { fact: metadata.causationId ?? '' }, words: correctionTexts.toLine } };
}

/** Only the fields that the fact tells of are asked for. */
function wayOf(household: string, event: RecordedEvent, house: House): CorrectionWay {
  const told = toldBy(event, house);
  const left = Object.fromEntries(['commune', 'kind', 'amount', 'step'].filter((field) => !(field in told)).map((field) => [field, '']));
  return { command: 'CorrectHouse', label: correctionTexts.correct, send: correctionTexts.send, known: { household, ...left }, initial: told, asks: ['evidence'], agreed: { command: 'ConfirmHouseCorrection', values: { household } } };
}

function toldBy(event: RecordedEvent, house: House): Readonly<Record<string, string>> {
  if (event.type === 'HouseProposed') return { commune: house.commune, kind: house.kind ?? '' };
  if (event.type === 'HouseApproved') return { kind: house.kind ?? '', amount: house.approval?.amount.toString() ?? '' };
  return { step: '' };
}

/** Of facts by their revision the last: what holds now. */
function latestBy(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    const known = latest.get(keyOf(row));
    if (!known || Number(known['revision']) < Number(row['revision'])) latest.set(keyOf(row), row);
  }
  return [...latest.values()];
}

/** The communes and norms that the rules of a house ask for. */
function useNormsAndUnits(): Readonly<Record<string, readonly unknown[]>> | undefined {
  const norms = useList('housing/norms', { limit: ROWS_MAX }, {}).data?.rows;
  const units = useList('housing/units', { limit: ROWS_MAX, order: '-code' }, {}).data?.rows;
  return useMemo(() => norms && units && {
    norms: latestBy(norms, (row) => `${String(row['norm'])} ${String(row['kind'])}`).map((row) => ({ ...row, amount: BigInt(String(row['amount'])) })),
    units: latestBy(units, (row) => String(row['code'])),
  }, [norms, units]);
}

/** What the house stands for in the province's figures. */
function effectsOf({ before, after }: CorrectedState<HouseState>): readonly EffectLine[] {
  if (!before.house || !after.house) return [];
  const [one, other] = [standing(before.house), standing(after.house)];
  return [
    { label: pageTexts.commune, before: code('unit-code', one.commune), after: code('unit-code', other.commune) },
    { label: pageTexts.kind, before: kindWords(one.kind), after: kindWords(other.kind) },
    { label: houseStep().label, before: stepWords(one.step), after: stepWords(other.step) },
    { label: pageTexts.support, before: money(one.approved), after: money(other.approved) },
    { label: pageTexts.paid, before: money(one.paid), after: money(other.paid) },
    { label: correctionTexts.left, before: money(one.approved - one.paid), after: money(other.approved - other.paid) },
  ];
}
