import type { JsonObject } from '@ledger/kit';
import { XLSX } from '../queries/report-formats';
import { json, operation, path, query } from './fixed-paths';
import { ref } from './parts';

const text = { type: 'string' };
const words = { type: 'object', properties: { vi: text, en: text }, required: ['vi', 'en'] };
const verdict = { type: 'string', enum: ['waiting', 'would-record', 'already-recorded', 'refused', 'unusable', 'recorded'] };
const cells = { type: 'object', additionalProperties: true, description: 'By heading.' };

/** Schemas of imports and of the rows of their files. */
export const importSchemas: JsonObject = {
  Import: {
    type: 'object',
    properties: {
      id: { ...text, format: 'uuid' }, user: text, command: text, name: text, sha256: { ...text, pattern: '^[0-9a-f]{64}$' },
      state: { type: 'string', enum: ['checking', 'checked', 'recording', 'done'] },
      headings: { type: 'array', items: text }, common: { type: 'object', description: 'What every row has unless it says otherwise.' },
      counts: { type: 'object', propertyNames: verdict, additionalProperties: { type: 'integer', minimum: 1 }, description: 'Rows by verdict.' },
      rows: { type: 'integer', minimum: 0 }, begun: { ...text, format: 'date-time' }, ended: { ...text, format: 'date-time' },
    },
    required: ['id', 'user', 'command', 'name', 'sha256', 'state', 'headings', 'common', 'counts', 'rows', 'begun'],
  },
  ImportRow: {
    type: 'object',
    properties: {
      line: { type: 'integer', minimum: 1, description: 'As people count lines.' }, cells, verdict,
      problems: { type: 'array', description: 'Why it cannot be recorded; of a row recorded before, by whom and when.', items: { ...words, properties: { vi: text, en: text, heading: text, code: text } } },
      stream: text, position: ref('Position'),
    },
    required: ['line', 'cells', 'verdict', 'problems'],
  },
  ImportTemplate: {
    type: 'object',
    properties: {
      command: text, register: text, roles: { type: 'array', items: text }, requires: { type: 'array', items: text },
      columns: { type: 'array', items: { type: 'object', properties: { heading: text, label: words, required: { type: 'boolean' }, choices: { type: 'object', additionalProperties: words }, example: text }, required: ['heading', 'label', 'required'] } },
    },
    required: ['command', 'register', 'roles', 'requires', 'columns'],
  },
};

const listOf = (name: string, schema: string): JsonObject => ({ type: 'object', properties: { [name]: { type: 'array', items: ref(schema) } }, required: [name] });
const whole = (status: number, description: string): JsonObject => ({ responses: { [status]: json(description, ref('Import')), default: ref('Problem', 'problem') } });
const book = (description: string): JsonObject => ({ description, content: { [XLSX]: { schema: { ...text, format: 'binary' } } } });
const of = { parameters: [path('id')] };
const language = query('lang', { type: 'string', enum: ['vi', 'en'], default: 'vi' });
const body = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', additionalProperties: false, properties, required } } } },
});
const file = { requestBody: { required: true, content: { 'application/octet-stream': { schema: { ...text, format: 'binary' } } } } };

/** Files of rows, each row a command. */
export const importPaths: JsonObject = {
  '/api/import-templates': { get: operation('listImportTemplates', 'imports', 'Các mẫu nhập · the commands that files can be filled in for, with their columns', json('Every template.', listOf('templates', 'ImportTemplate'))) },
  '/api/import-templates/{command}': { get: operation('importTemplate', 'imports', 'Tải mẫu nhập · a file to fill in', book('Locked headings, lists to choose from, and an example.'), { parameters: [path('command'), language] }) },
  '/api/imports': {
    get: operation('listImports', 'imports', 'Các lượt nhập · one’s own imports, or everybody’s for inspectors and operators', json('The latest first.', listOf('imports', 'Import'))),
    post: operation('bringImport', 'imports', 'Nhập một tệp · bring a file (.xlsx, .csv, .jsonl); its rows are tried from now on', {}, {
      parameters: [{ ...query('command'), required: true }, { ...query('name'), required: true, description: 'The file’s name.' }], ...file, ...whole(201, 'Brought.'),
    }),
  },
  '/api/imports/{id}': {
    get: operation('readImport', 'imports', 'Một lượt nhập · how far an import is', json('The import.', ref('Import')), of),
    delete: operation('giveUpImport', 'imports', 'Bỏ lượt nhập · give up what was not recorded', {}, { ...of, responses: { 204: { description: 'Given up.' }, default: ref('Problem', 'problem') } }),
  },
  '/api/imports/{id}/rows': {
    get: operation('listImportRows', 'imports', 'Các dòng của tệp · the rows with what becomes of each', json('In the order of the file.', listOf('rows', 'ImportRow')), {
      parameters: [path('id'), query('bad', { type: 'boolean', default: false }), query('offset', { type: 'integer', minimum: 0, default: 0 }), query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 200 })],
    }),
  },
  '/api/imports/{id}/rows/{line}': {
    patch: operation('correctImportRow', 'imports', 'Sửa một dòng · put a row right; it is tried at once', json('The row as it stands now.', ref('ImportRow')), { parameters: [path('id'), path('line')], ...body({ cells }, ['cells']) }),
  },
  '/api/imports/{id}/common': {
    put: operation('setImportCommon', 'imports', 'Điền chung cho mọi dòng · what every row has unless it says otherwise; all are tried again', {}, {
      ...of, ...body({ effectiveOn: { ...text, format: 'date' }, legalBasis: { type: 'object' }, reason: text, evidence: { type: 'array', items: text }, basis: text }, []), ...whole(202, 'Being tried again.'),
    }),
  },
  '/api/imports/{id}/record': { post: operation('recordImport', 'imports', 'Ghi nhận các dòng hợp lệ · record every row that can be recorded', {}, { ...of, ...whole(202, 'Under way.') }) },
  '/api/imports/{id}/result': { get: operation('importResult', 'imports', 'Tệp kết quả · the file again, with what became of each row', book('One row for each of the file.'), { parameters: [path('id'), language] }) },
};
