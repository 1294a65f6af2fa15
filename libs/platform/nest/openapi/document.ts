import { schemaOf, type JsonObject, type Report, type Shape } from '@ledger/kit';
import { SESSION_COOKIE } from '../authority';
import { bodyShape } from '../ledger/command-body';
import type { Catalogue, KnownCommand } from '../ledger/catalogue';
import { tablePath } from '../queries/list-paths';
import { reportFormats } from '../queries/report-formats';
import { listParameters, positionParameters, queryParameters, ref, schemas, totalsParameters } from './parts';
import { accountPaths, evidencePaths } from './account-paths';
import { auditPaths } from './audit-paths';
import { fixedPaths } from './fixed-paths';
import { importPaths, importSchemas } from './import-paths';
import { operationsPaths } from './operations-paths';
import { personalPaths } from './personal-paths';
import { proofPaths } from './proof-paths';
import { publicPaths } from './public-paths';
import { signalPaths } from './signal-paths';

/** The OpenAPI 3.1 description of everything under `/api`, made from the registers' shapes, tables and reports. */
export function openapiDocument(catalogue: Catalogue, options: { readonly version: string; readonly demo: boolean }): JsonObject {
  const commands = [...catalogue.commands.values()];
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Sổ cái chương trình mục tiêu quốc gia · Program ledger',
      version: options.version,
      description: 'Lệnh vào, sự kiện được ghi và không bao giờ bị sửa; mọi câu hỏi đều hỏi được theo ngày hiệu lực (asOf) và theo thời điểm ghi nhận (knownAt).\n\nCommands in, events recorded and never edited; every question can be asked as of a day and as known at a moment.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { session: [] }],
    tags: catalogue.registers.map(({ name, label }) => ({ name, description: `${label.vi} · ${label.en}` })),
    paths: {
      ...fixedPaths,
      ...personalPaths,
      ...accountPaths,
      ...evidencePaths,
      ...importPaths,
      ...auditPaths,
      ...proofPaths,
      ...operationsPaths,
      ...publicPaths,
      ...signalPaths,
      ...Object.fromEntries(commands.map((known) => [`/api/commands/${known.name}`, { post: commandOperation(known) }])),
      ...Object.fromEntries([...catalogue.tables.values()].map((entry) => [`/api/${tablePath(entry.register.name, entry.table.name)}`, { get: listOperation(entry) }])),
      ...Object.fromEntries([...catalogue.tables.values()].map((entry) => [`/api/${tablePath(entry.register.name, entry.table.name)}/totals`, { get: totalsOperation(entry) }])),
      ...Object.fromEntries([...catalogue.reports.values()].map((report) => [`/api/reports/${report.name}`, { get: reportOperation(report) }])),
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
      schemas: { ...schemas, ...importSchemas, ...Object.fromEntries(commands.map((known) => [known.name, commandSchema(known, options.demo)])) },
    },
  };
}

function commandSchema(known: KnownCommand, demo: boolean): JsonObject {
  const schema = schemaOf(bodyShape(known, demo));
  return { ...schema, required: [...new Set([...((schema.required as string[] | undefined) ?? []), ...known.rule.requires])] };
}

const commandOperation = (known: KnownCommand): JsonObject => ({
  operationId: known.name,
  tags: [known.register.name],
  summary: known.name,
  description: `Vai trò · roles: ${known.rule.roles.join(', ')}. Dòng sự kiện · stream: \`${known.decider.register}.${known.decider.kind}-…\`.`,
  parameters: [
    { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1, maxLength: 200 } },
    { name: 'If-Match', in: 'header', description: 'Revision of the stream, in quotes.', schema: { type: 'string', pattern: '^"?[0-9]+"?$' } },
    { name: 'dryRun', in: 'query', description: 'Answers with the events that would be recorded; records nothing.', schema: { type: 'boolean', default: false } },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: ref(known.name) } } },
  responses: {
    200: { description: 'Recorded, or recorded before (`Idempotency-Hit`).', content: { 'application/json': { schema: ref('Receipt') } } },
    default: ref('Problem', 'problem'),
  },
});

type TableEntry = Catalogue['tables'] extends ReadonlyMap<string, infer E> ? E : never;

const listOperation = ({ register, projection, table }: TableEntry): JsonObject => ({
  operationId: `list_${table.name}`,
  tags: [register.name],
  summary: `${table.label.vi} · ${table.label.en}`,
  description: `Projection \`${projection.name}\` v${projection.version}; ${table.kind === 'dated' ? 'dated: asOf and knownAt' : 'current: knownAt only'}.`,
  parameters: [
    ...queryParameters(Object.fromEntries(Object.entries(table.columns as Shape).filter(([, field]) => field.storage !== 'json')), true),
    ...listParameters,
    ...positionParameters(table.kind === 'dated'),
  ],
  responses: {
    200: {
      description: 'Rows at one position.',
      headers: { 'Ledger-Position': { schema: ref('Position') } },
      content: { 'application/json': { schema: { allOf: [ref('Page'), { type: 'object', properties: { rows: { type: 'array', items: rowSchema(table) } } }] } } },
    },
    default: ref('Problem', 'problem'),
  },
});

const totalsOperation = ({ register, table }: TableEntry): JsonObject => ({
  operationId: `totals_${table.name}`,
  tags: [register.name],
  summary: `${table.label.vi}: tổng số · ${table.label.en}: totals`,
  parameters: [
    ...queryParameters(Object.fromEntries(Object.entries(table.columns as Shape).filter(([, field]) => field.storage !== 'json')), true),
    ...totalsParameters,
    ...positionParameters(table.kind === 'dated'),
  ],
  responses: {
    200: { description: 'Groups at one position.', headers: { 'Ledger-Position': { schema: ref('Position') } }, content: { 'application/json': { schema: ref('Totals') } } },
    default: ref('Problem', 'problem'),
  },
});

const rowSchema = ({ columns, readable }: TableEntry['table']): JsonObject => {
  const schema = schemaOf(columns as Shape);
  return { ...schema, properties: { ...(schema.properties as JsonObject), ...readableSchemas(readable?.columns ?? {}) }, additionalProperties: true };
};

/** What is readable of a person: masked for those who may not read it, null where there is nothing, or nothing any more. */
const readableSchemas = (columns: Shape): JsonObject =>
  Object.fromEntries(Object.entries(columns).map(([key, { label }]) => [key, { type: ['string', 'null'], title: label.vi, description: label.en, 'x-personal': true }]));

const reportOperation = (report: Report): JsonObject => ({
  operationId: `report_${report.name.replaceAll('-', '_')}`,
  tags: ['reports'],
  summary: `${report.title.vi} · ${report.title.en}`,
  parameters: [
    ...queryParameters(report.params as Shape, false),
    ...positionParameters(true),
    { name: 'format', in: 'query', schema: { type: 'string', enum: ['json', ...Object.keys(reportFormats)], default: 'json' } },
    { name: 'lang', in: 'query', schema: { type: 'string', enum: ['vi', 'en'], default: 'vi' } },
  ],
  responses: {
    200: {
      description: 'The report at one position.',
      headers: { 'Ledger-Position': { schema: ref('Position') } },
      content: {
        'application/json': { schema: ref('Report') },
        ...Object.fromEntries(Object.values(reportFormats).map(({ contentType }) => [contentType.split(';')[0]!, { schema: { type: 'string', format: 'binary' } }])),
      },
    },
    default: ref('Problem', 'problem'),
  },
});
