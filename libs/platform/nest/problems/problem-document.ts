import { InvalidFields, Refusal, type FieldProblem, type Json, type JsonObject, type Words } from '@ledger/kit';
import { EventStoreUnavailable, InvalidEvent } from '@ledger/platform/event-store/port';
import { QueryError } from '@ledger/platform/read-store/port';
import { shellMessages } from './messages';
import { Problem } from './problem';

/** RFC 9457 problem details, with what this ledger adds: a stable code, both languages and the offending fields. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly text: Words;
  readonly fields: readonly FieldProblem[];
  readonly details: JsonObject;
}

const QUERY_STATUS: { readonly [code: string]: number } = { 'query.as-of-unsupported': 422, 'query.before-ledger': 422 };

/** An answer names so many fields at most, and so much of each one's path: a body of nonsense is not sent back many times over. */
const FIELDS_MAX = 100;
const PATH_MAX = 200;

const TITLES: { readonly [status: number]: string } = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Chưa đăng nhập',
  403: 'Không có quyền',
  404: 'Không tìm thấy',
  409: 'Xung đột',
  413: 'Nội dung quá lớn',
  415: 'Kiểu nội dung không được hỗ trợ',
  422: 'Không được chấp nhận',
  429: 'Quá nhiều yêu cầu',
  503: 'Tạm thời không phục vụ được',
};

/** Turns whatever was thrown into a problem document; what it does not know is 500, and says nothing of its cause. */
export class Problems {
  constructor(private readonly messages: ReadonlyMap<string, Words> = new Map()) {}

  of(error: unknown): ProblemDocument {
    if (error instanceof InvalidFields) return this.document(400, 'ledger.malformed-fields', {}, error.problems);
    if (error instanceof Refusal) return this.refused(error);
    if (error instanceof Problem) return this.document(error.status, error.code, error.details, error.fields);
    if (error instanceof QueryError) return this.document(QUERY_STATUS[error.code] ?? 503, error.code, error.details);
    if (error instanceof EventStoreUnavailable) return this.document(503, 'ledger.store-unavailable');
    if (error instanceof InvalidEvent) return this.invalidEvent(error);
    if ((error as { readonly code?: string } | undefined)?.code === 'ERR_SQLITE_ERROR') return this.document(503, 'ledger.read-store-unavailable');
    if ((error as Error | undefined)?.name === 'OfficeStoreUnavailable') return this.document(503, 'ledger.office-unavailable');
    return this.ofHttp(error as { statusCode?: number; status?: number; code?: string; getStatus?: () => number });
  }

  /** The text of a code, with its details in place. */
  text(code: string, details: Readonly<Record<string, unknown>> = {}): Words {
    const words = this.messages.get(code) ?? shellMessages[code] ?? { vi: `Không được chấp nhận (${code}).`, en: `Not accepted (${code}).` };
    return { vi: filled(words.vi, details, 'vi'), en: filled(words.en, details, 'en') };
  }

  private refused({ code, details, field }: Refusal): ProblemDocument {
    const fields = field === undefined ? [] : [{ path: field, code, text: this.text(code, details) }];
    return this.document(422, code, details, fields);
  }

  private invalidEvent(error: InvalidEvent): ProblemDocument {
    return /\bbytes\b|at once/.test(error.message) ? this.document(413, 'ledger.event-too-large') : this.document(422, 'ledger.unstorable');
  }

  /** Errors of Fastify and Nest, by their status. */
  private ofHttp(error: { statusCode?: number; status?: number; code?: string; getStatus?: () => number } | undefined): ProblemDocument {
    const status = error?.getStatus?.() ?? error?.statusCode ?? 500;
    if (status === 404) return this.document(404, 'ledger.unknown-address');
    if (status === 413) return this.document(413, 'ledger.body-too-large');
    if (status === 415) return this.document(415, 'ledger.not-json');
    if (status === 414 || status === 431) return this.document(status, 'ledger.head-too-large');
    if (status === 408) return this.document(408, 'ledger.too-slow');
    if (status === 401) return this.document(401, 'ledger.not-signed-in');
    if (status === 403) return this.document(403, 'ledger.not-permitted');
    if (status === 503) return this.document(503, 'ledger.busy');
    if (status >= 400 && status < 500) return this.document(status, isJsonError(error) ? 'ledger.malformed-json' : 'ledger.malformed-request');
    return this.document(500, 'ledger.unexpected');
  }

  private document(status: number, code: string, details: Readonly<Record<string, unknown>> = {}, fields: readonly FieldProblem[] = []): ProblemDocument {
    const text = this.text(code, details);
    const title = TITLES[status] ?? (status < 500 ? TITLES[400]! : 'Lỗi máy chủ');
    return { type: `urn:ledger:problem:${code}`, title, status, detail: text.vi, code, text, fields: bounded(fields), details: jsonOf(details) };
  }
}

const bounded = (fields: readonly FieldProblem[]): readonly FieldProblem[] =>
  fields.slice(0, FIELDS_MAX).map((field) => (field.path.length > PATH_MAX ? { ...field, path: `${field.path.slice(0, PATH_MAX)}…` } : field));

const isJsonError = (error: unknown): boolean =>
  error instanceof SyntaxError || /json|FST_ERR_CTP/i.test(`${(error as { code?: string }).code} ${(error as Error).message}`);

const filled = (template: string, details: Readonly<Record<string, unknown>>, language: keyof Words): string =>
  template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (placeholder, name: string) => (name in details ? shown(details[name], language) : placeholder));

function shown(value: unknown, language: keyof Words): string {
  if (typeof value !== 'bigint') return Array.isArray(value) ? value.map((each) => shown(each, language)).join(', ') : String(value);
  return value.toString().replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
}

function jsonOf(details: Readonly<Record<string, unknown>>): JsonObject {
  return JSON.parse(JSON.stringify(details, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))) as { [key: string]: Json };
}
