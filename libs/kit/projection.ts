import type { EventMeta } from './act';
import type { DataOf, EventDefinition, Events } from './events';
import type { Change, Table } from './table';

export type Handlers<R> = { readonly [type: string]: { readonly definition: EventDefinition; readonly run: (data: any, meta: EventMeta) => R } };

/** Handlers for some of one register's events, typed by them; spread several into one `on`. */
export const handle = <E extends Events, R>(
  events: E,
  handlers: { readonly [T in keyof DataOf<E> & string]?: (data: DataOf<E>[T], meta: EventMeta) => R },
): Handlers<R> =>
  Object.fromEntries(
    Object.entries(handlers).map(([type, run]) => [type, { definition: events.$catalogue.definitions[type]!, run }]),
  ) as Handlers<R>;

/** Events in, row changes out: pure, named and versioned; a new version is rebuilt beside the old one. */
export interface Projection {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table<any, any>[];
  readonly on: Handlers<readonly Change[]>;
}

export const defineProjection = (
  name: string,
  definition: { readonly version: number; readonly tables: readonly Table<any, any>[]; readonly on: Handlers<readonly Change[]> },
): Projection => ({ name, ...definition });
