import type { JsonObject } from '@ledger/kit';
import { demandNamed, type Door, type Language } from './door';

export interface ReportRequest {
  readonly name: string;
  /** Query parameters as the HTTP interface knows them: `year`, `asOf`, `knownAt`, `format`, … */
  readonly parameters: { readonly [name: string]: string | undefined };
}

/** The manifest of a report, as issuing it answers. */
export interface IssuedManifest extends JsonObject {
  readonly id: string;
}

/** The report's bytes, exactly as the HTTP interface answers them. */
export async function report(door: Door, language: Language, { name, parameters }: ReportRequest): Promise<Buffer> {
  return (await demandNamed(door, language, unknown(name, language), 'GET', `/api/reports/${encodeURIComponent(name)}?${queryOf(parameters, language)}`)).body;
}

/** Issues the report: its manifest is recorded, and the bytes are those that the manifest is of. */
export async function issueReport(door: Door, language: Language, request: ReportRequest): Promise<{ readonly bytes: Buffer; readonly manifest: IssuedManifest }> {
  const { format, ...asked } = request.parameters;
  const answer = await demandNamed(door, language, unknown(request.name, language), 'POST', `/api/reports/${encodeURIComponent(request.name)}/issue?${queryOf(asked, language)}`, {});
  const { manifest, report: issued } = JSON.parse(answer.body.toString('utf8')) as { readonly manifest: IssuedManifest; readonly report: { readonly knownAt: string } & JsonObject };
  if (format === undefined || format === 'json') return { bytes: Buffer.from(JSON.stringify(issued)), manifest };
  return { bytes: await report(door, language, { ...request, parameters: { ...request.parameters, knownAt: issued.knownAt } }), manifest };
}

const unknown = (name: string, language: Language): string => (language === 'vi' ? `không có báo cáo «${name}»` : `there is no report “${name}”`);

function queryOf(parameters: ReportRequest['parameters'], language: Language): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams([...given, ['lang', language]]).toString();
}
