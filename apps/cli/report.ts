import { demand, type Door, type Language } from './door';

export interface ReportRequest {
  readonly name: string;
  /** Query parameters as the HTTP interface knows them: `year`, `asOf`, `knownAt`, `format`, … */
  readonly parameters: { readonly [name: string]: string | undefined };
}

/** The report's bytes, exactly as the HTTP interface answers them. */
export async function report(door: Door, language: Language, { name, parameters }: ReportRequest): Promise<Buffer> {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams([...given, ['lang', language]]);
  return (await demand(door, language, 'GET', `/api/reports/${encodeURIComponent(name)}?${query.toString()}`)).body;
}
