import type { Json, JsonObject, RiskSignal, Words } from '@ledger/kit';
import { parametersJson, parametersOf, seenText, type SignalHit } from '@ledger/platform/risk-signals';
import { fieldsJson } from '../queries/register-json';
import { malformed, single, wholeNumber, type Query } from '../queries/position-parameters';

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const FORMATS = ['json', 'csv'] as const;
const KNOWN = new Set(['knownAt', 'limit', 'offset', 'format', 'lang']);

/** What is asked of one signal. Parameters are in their JSON form, the standard ones filled in. */
export interface SignalQuestion {
  readonly parameters: JsonObject;
  readonly limit: number;
  readonly offset: number;
  readonly format: (typeof FORMATS)[number];
}

/** Reads a question's parameters; throws a `Problem` or `InvalidFields`. */
export function signalQuestion(signal: RiskSignal, query: Query): SignalQuestion {
  const given = Object.fromEntries(Object.keys(query).filter((name) => !KNOWN.has(name)).flatMap((name) => {
    const value = single(query, name);
    return value === undefined ? [] : [[name, value] as const];
  }));
  const format = single(query, 'format') ?? 'json';
  if (!(FORMATS as readonly string[]).includes(format)) throw malformed('format', 'Phải là json hoặc csv.', 'Must be json or csv.');
  return {
    parameters: parametersJson(signal, parametersOf(signal, given)),
    limit: wholeNumber(query, 'limit', { least: 1, most: LIMIT_MAX }) ?? LIMIT_DEFAULT,
    offset: wholeNumber(query, 'offset', { most: 1_000_000 }) ?? 0,
    format: format as SignalQuestion['format'],
  };
}

/** A signal as the catalogue of signals describes it. */
export const signalJson = (signal: RiskSignal): JsonObject => ({
  name: signal.name,
  title: { ...signal.title },
  asks: { ...signal.asks },
  ...(signal.law === undefined ? {} : { law: { ...signal.law } }),
  parameters: fieldsJson(signal.parameters),
  standard: parametersJson(signal, signal.standard),
  seen: { ...signal.seen },
  values: fieldsJson(signal.values),
});

export const standardParameters = (signal: RiskSignal): JsonObject => parametersJson(signal, signal.standard);

/** Every signal with how often it is hit with its standard parameters; `hits` in the order of `signals`. */
export const signalsAnswer = (signals: readonly RiskSignal[], hits: readonly (readonly SignalHit[])[], position: bigint): JsonObject => ({
  position: position.toString(),
  signals: signals.map((signal, index) => ({ ...signalJson(signal), hits: hits[index]!.length })),
});

/** A page of one signal's hits, the latest first, and how many there are in all and in each month. */
export function signalAnswer(signal: RiskSignal, { parameters, limit, offset }: SignalQuestion, hits: readonly SignalHit[], position: bigint): JsonObject {
  return {
    position: position.toString(),
    signal: signalJson(signal),
    parameters,
    total: hits.length,
    months: monthsOf(hits),
    hits: hits.slice(offset, offset + limit).map((hit) => hitJson(signal, hit)),
  };
}

function monthsOf(hits: readonly SignalHit[]): readonly JsonObject[] {
  const months = new Map<string, number>();
  for (const { on } of hits) months.set(on.slice(0, 7), (months.get(on.slice(0, 7)) ?? 0) + 1);
  return [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, count]) => ({ month, hits: count }));
}

function hitJson(signal: RiskSignal, { key, on, values, events }: SignalHit): JsonObject {
  const seen: Words = { vi: seenText(signal, values, 'vi'), en: seenText(signal, values, 'en') };
  return { key, on, seen: { ...seen }, values, events: events as unknown as Json };
}
