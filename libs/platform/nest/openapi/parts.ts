import type { JsonObject, Shape } from '@ledger/kit';

/** A reference to a schema; or, for a problem, the whole response that carries it. */
export const ref = (name: string, as?: 'problem'): JsonObject => {
  const schema = { $ref: `#/components/schemas/${name}` };
  return as ? { description: 'RFC 9457 problem details.', content: { 'application/problem+json': { schema } } } : schema;
};

const words = { type: 'object', properties: { vi: { type: 'string' }, en: { type: 'string' } }, required: ['vi', 'en'] };
const text = { type: 'string' };
const column = (word: string): JsonObject => ({ type: 'object', properties: { key: text, label: words, [word]: text }, required: ['key', 'label', word] });

/** Schemas that no register declares. */
export const schemas: JsonObject = {
  Position: { type: 'string', pattern: '^[0-9]{1,19}$', description: 'A place in the order of all events, as a decimal string.' },
  Receipt: {
    type: 'object',
    properties: {
      stream: text,
      revision: { type: 'string', pattern: '^-?[0-9]+$' },
      position: { $ref: '#/components/schemas/Position' },
      dryRun: { const: true },
      events: { type: 'array', items: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, type: text, data: { type: 'object' } }, required: ['id', 'type'] } },
      commandId: { type: 'string', format: 'uuid' },
      forgotten: {
        type: 'array',
        description: 'Of a person who is forgotten: whether the key is destroyed, and the backups that still hold it.',
        items: { type: 'object', properties: { person: text, keyDestroyed: { type: 'boolean' }, backups: { type: 'array', items: { type: 'object' } } }, required: ['person', 'keyDestroyed', 'backups'] },
      },
    },
    required: ['stream', 'revision', 'events', 'commandId'],
  },
  Problem: {
    type: 'object',
    properties: {
      type: { type: 'string', format: 'uri' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: text,
      code: { type: 'string', description: 'Stable: `<register>.<reason>`.' },
      text: words,
      fields: { type: 'array', items: { type: 'object', properties: { path: text, code: text, text: words }, required: ['path', 'code', 'text'] } },
      details: { type: 'object' },
      requestId: text,
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'text', 'fields'],
  },
  Page: {
    type: 'object',
    properties: {
      position: { $ref: '#/components/schemas/Position' },
      asOf: { type: 'string', format: 'date' },
      knownAt: { $ref: '#/components/schemas/Position' },
      columns: { type: 'array', items: column('word') },
      rows: { type: 'array', items: { type: 'object' } },
      next: { type: 'string', description: 'Address of the next page, at the same position.' },
    },
    required: ['position', 'knownAt', 'columns', 'rows'],
  },
  Totals: {
    type: 'object',
    properties: {
      position: { $ref: '#/components/schemas/Position' },
      asOf: { type: 'string', format: 'date' },
      groups: { type: 'array', items: { type: 'object', properties: { rows: { type: 'integer', minimum: 0 } }, required: ['rows'], additionalProperties: true } },
    },
    required: ['position', 'groups'],
  },
  Report: {
    type: 'object',
    properties: {
      name: text,
      version: { type: 'integer' },
      title: words,
      params: { type: 'object' },
      asOf: { type: 'string', format: 'date' },
      knownAt: { $ref: '#/components/schemas/Position' },
      position: { $ref: '#/components/schemas/Position' },
      versions: { type: 'object' },
      columns: { type: 'array', items: column('unit') },
      rows: { type: 'array', items: { type: 'object' } },
      totals: { type: 'object' },
      notes: { type: 'array', items: words },
    },
    required: ['name', 'asOf', 'knownAt', 'position', 'columns', 'rows', 'totals', 'notes'],
  },
};

const parameter = (name: string, schema: JsonObject, description?: string): JsonObject => ({ name, in: 'query', schema, ...(description ? { description } : {}) });

/** The parameters that a shape describes; those of a list are filters, all of them optional. */
export const queryParameters = (shape: Shape, filters: boolean): JsonObject[] =>
  Object.entries(shape).map(([name, field]) => ({
    ...parameter(name, field.schema, `${field.label.vi} · ${field.label.en}`),
    ...(filters || field.optional ? {} : { required: true }),
  }));

export const listParameters: readonly JsonObject[] = [
  parameter('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 50 }),
  parameter('offset', { type: 'integer', minimum: 0, default: 0 }),
  parameter('order', { type: 'string' }, 'Columns, separated by commas; `-` before one for descending.'),
];

export const totalsParameters: readonly JsonObject[] = [
  parameter('by', { type: 'string' }, 'Columns, separated by commas, by which rows are grouped; none: all together.'),
  parameter('of', { type: 'string' }, 'Columns of amounts, separated by commas, that are added up.'),
];

export const positionParameters = (dated: boolean): readonly JsonObject[] => [
  ...(dated ? [parameter('asOf', { type: 'string', format: 'date' }, 'Theo ngày hiệu lực · when it was true in the world; default today.')] : []),
  parameter('knownAt', { type: 'string' }, 'Theo thời điểm ghi nhận · a position, or an instant with its zone: when the ledger could have known it; default now.'),
  parameter('minPosition', { $ref: '#/components/schemas/Position' }, 'Waits, bounded, until the rows have this position.'),
];
