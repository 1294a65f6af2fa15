import { code, count, day, many, sha256, struct, text, unitCode } from '@ledger/fields';
import { fieldProblem, type Field, type Words } from '@ledger/kit';

/** A parameter's value as the report's own field encodes it. */
export type ParameterValue = string | number | boolean;
export type Parameters = { readonly [name: string]: ParameterValue };

const PARAMETERS_MAX = 50;
const NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const VALUE_LENGTH_MAX = 500;

const isValue = (value: unknown): value is ParameterValue =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value)) || (typeof value === 'string' && value.length <= VALUE_LENGTH_MAX);

function isParameters(json: unknown): json is Parameters {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const entries = Object.entries(json);
  return entries.length <= PARAMETERS_MAX && entries.every(([name, value]) => NAME.test(name) && isValue(value));
}

/** What a report was asked with, beside its dates: names and plain values. */
const parameters = (label: Words): Field<Parameters> => ({
  word: 'report-parameters',
  label,
  optional: false,
  storage: 'json',
  schema: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  decode: (json, path) => {
    if (isParameters(json)) return json;
    throw fieldProblem(path, 'field.not-parameters', 'Phải là các cặp tên và giá trị đơn.', 'Must be names with plain values.');
  },
  encode: (value) => value,
  show: (value) => Object.entries(value).map(([name, each]) => `${name}=${each}`).join(', '),
});

const decimal = (word: string, label: Words) => code({ word, label, pattern: /^(0|[1-9][0-9]{0,18})$/, example: '1234' });
export const treeSize = () => decimal('tree-size', { vi: 'Số lá của cây', en: 'Tree size' });
export const position = () => decimal('position', { vi: 'Vị trí ghi nhận', en: 'Position' });
export const reportName = () => code({ word: 'report', label: { vi: 'Báo cáo', en: 'Report' }, pattern: /^[a-z][a-z0-9-]{0,63}$/, example: 'capital-plan' });
export const reportParameters = () => parameters({ vi: 'Tham số', en: 'Parameters' });
export const manifestId = () => sha256({ vi: 'Mã chứng nhận báo cáo', en: 'Manifest' });
export const outputHash = () => sha256({ vi: 'SHA-256 của nội dung', en: 'SHA-256 of the output' });
export const asOfDay = () => day({ vi: 'Theo ngày hiệu lực', en: 'As of' });
export const reportVersion = () => count({ label: { vi: 'Phiên bản báo cáo', en: 'Report version' }, min: 1 });
export const codeHash = () => sha256({ vi: 'SHA-256 của mã chương trình', en: 'SHA-256 of the code' });
export const programVersion = () => text({ label: { vi: 'Phiên bản chương trình', en: 'Program version' }, max: 60 });

/** What of the ledger was known: the log, its tree, and the position of the tree's last leaf in the store of the day. */
const knownAt = () =>
  struct('known-at', { vi: 'Theo hiểu biết đến', en: 'Known at' }, {
    origin: text({ label: { vi: 'Tên nhật ký xác thực', en: 'Origin of the log' }, max: 200 }),
    position: position(),
    treeSize: treeSize(),
    root: code({ word: 'root-hash', label: { vi: 'Gốc cây băm', en: 'Root hash' }, pattern: /^[A-Za-z0-9+/]{43}=$/, example: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }),
  });

const projectionVersion = () =>
  struct('projection-version', { vi: 'Bảng chiếu', en: 'Projection' }, {
    name: code({ word: 'projection', label: { vi: 'Tên', en: 'Name' }, pattern: /^[a-z][a-z0-9_]{0,99}$/, example: 'funds_postings' }),
    version: count({ label: { vi: 'Phiên bản', en: 'Version' }, min: 1 }),
  });

/** Everything that a report's bytes depend on, and their hash. */
export const manifestShape = {
  report: reportName(),
  reportVersion: reportVersion(),
  parameters: reportParameters(),
  asOf: asOfDay(),
  knownAt: knownAt(),
  projections: many(projectionVersion(), { label: { vi: 'Các bảng chiếu', en: 'Projections' }, min: 0 }),
  code: struct('code-version', { vi: 'Mã chương trình', en: 'Code' }, { program: programVersion(), sha256: codeHash() }),
  output: outputHash(),
};

/** The official for whom the ledger made it out, as he was at that time. */
export const issuer = () =>
  struct('issuer', { vi: 'Người ban hành', en: 'Issued by' }, {
    user: text({ label: { vi: 'Tài khoản', en: 'Account' }, max: 100 }),
    role: text({ label: { vi: 'Vai trò', en: 'Role' }, max: 40 }),
    unit: unitCode(),
  });
