import type { Field, JsonObject, Register, Shape, Words } from '@ledger/kit';
import { tablePath } from './list-paths';

/** A register with its lists and reports, as a page needs them to lay itself out. */
export const registerJson = ({ name, label, readers, projections, reports }: Register): JsonObject => ({
  name,
  label: { ...label },
  ...(readers ? { readers } : {}),
  tables: projections.flatMap(({ tables }) => tables).map((table) => ({
    path: tablePath(name, table.name),
    kind: table.kind,
    label: { ...table.label },
    key: table.key as readonly string[],
    columns: fieldsJson(table.columns as Shape),
  })),
  reports: reports.map((report) => ({
    name: report.name,
    version: report.version,
    title: { ...report.title },
    params: fieldsJson(report.params as Shape),
    ...(report.roles ? { roles: report.roles } : {}),
    ...(report.comparison ? { rowKey: report.comparison.key } : {}),
  })),
});

/** Fields as the API describes them. */
export const fieldsJson = (shape: Shape): readonly JsonObject[] => Object.entries(shape).map(([key, field]) => fieldJson(key, field));

function fieldJson(key: string, field: Field & { readonly choices?: { readonly [value: string]: Words } }): JsonObject {
  const { word, label, optional, storage, schema, choices } = field;
  return { key, word, label: { ...label }, optional, storage, schema, ...(choices ? { choices: choices as unknown as JsonObject } : {}) };
}
