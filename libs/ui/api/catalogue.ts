import type { Json, JsonObject, Words } from '@ledger/kit';

/** A field as the API describes it. */
export interface FieldDescription {
  readonly key: string;
  readonly word: string;
  readonly label: Words;
  readonly optional: boolean;
  readonly storage: 'text' | 'integer' | 'boolean' | 'json';
  readonly schema: JsonObject;
  readonly choices?: { readonly [value: string]: Words };
}

export interface TableDescription {
  /** `funds/lines`: the address under `/api/`. */
  readonly path: string;
  readonly kind: 'current' | 'dated';
  readonly label: Words;
  readonly key: readonly string[];
  readonly columns: readonly FieldDescription[];
}

export interface ReportDescription {
  readonly name: string;
  readonly version: number;
  readonly title: Words;
  readonly params: readonly FieldDescription[];
  /** Roles any of which may read it; absent: whoever is signed in. */
  readonly roles?: readonly string[];
  /** Columns that tell its rows apart, where it says which events explain the difference of two moments. */
  readonly rowKey?: readonly string[];
}

export interface RegisterDescription {
  readonly name: string;
  readonly label: Words;
  readonly readers?: readonly string[];
  readonly tables: readonly TableDescription[];
  readonly reports: readonly ReportDescription[];
}

export interface Catalogue {
  readonly registers: readonly RegisterDescription[];
  readonly demo: boolean;
  readonly today: string;
}

export type Row = Readonly<Record<string, Json>>;

export interface ListAnswer {
  readonly position: string;
  readonly knownAt: string;
  readonly asOf?: string;
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** A group of rows: the values they share, sums as decimal strings, and how many there are. */
export type RowGroup = Row & { readonly rows: number };

export interface TotalsAnswer {
  readonly position: string;
  readonly asOf?: string;
  readonly groups: readonly RowGroup[];
}

export interface ReportColumnDescription {
  readonly key: string;
  readonly label: Words;
  readonly unit: string;
}

export interface ReportAnswer {
  readonly name: string;
  readonly title: Words;
  readonly params: JsonObject;
  readonly asOf: string;
  readonly position: string;
  readonly versions: { readonly program: string };
  readonly columns: readonly ReportColumnDescription[];
  readonly rows: readonly Row[];
  readonly totals: Row;
  readonly notes: readonly Words[];
}

export interface RecordedEvent {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: {
    readonly actor: { readonly user: string; readonly role: string; readonly unit: string; readonly lentBy?: string };
    readonly recordedAt: string;
    readonly effectiveOn: string;
    readonly commandId: string;
    readonly commandHash?: string;
    /** The request that all of it came from. */
    readonly correlationId?: string;
    /** The event that led to it, or the command itself. */
    readonly causationId?: string;
    readonly schemaVersion?: number;
    /** Position of the rows that the decision used. */
    readonly factsAt?: string;
    readonly origin?: string;
    readonly reason?: string;
    readonly legalBasis?: { readonly number: string; readonly issuedOn: string; readonly issuer?: string };
    readonly evidence?: readonly string[];
    readonly basis?: string;
  };
}
