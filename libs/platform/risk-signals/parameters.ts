import { decodeShape, encodeShape, type Field, type JsonObject, type RiskSignal, type Shape, type Values, type Words } from '@ledger/kit';

/**
 * The parameters of a signal: what was given, as JSON or as a person types it, and the standard for the rest. Throws `InvalidFields`
 * for a value out of its bounds and for a name that is no parameter.
 */
export function parametersOf<S extends RiskSignal>(signal: S, given: { readonly [name: string]: unknown }): S['standard'] {
  const parameters: { readonly [name: string]: Field } = signal.parameters;
  const standard = encodeShape(parameters, signal.standard as Values<Shape>);
  const read = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? (parameters[name]?.read?.(value) ?? value) : value]));
  return decodeShape(parameters, { ...standard, ...read });
}

export const parametersJson = (signal: RiskSignal, parameters: Values<Shape>): JsonObject => encodeShape(signal.parameters as Shape, parameters);

/** The sentence of a hit with its values as their fields show them. */
export const seenText = ({ seen, values }: RiskSignal, hit: JsonObject, language: keyof Words): string =>
  seen[language].replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) => {
    const field = (values as Shape)[name];
    const json = hit[name];
    if (!field || json === undefined) return whole;
    const value: unknown = field.decode(json, name);
    return field.show ? field.show(value, language) : String(json);
  });
