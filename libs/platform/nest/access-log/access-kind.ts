import type { AccessKind } from '@ledger/platform/office-store';
import type { Catalogue } from '../ledger/catalogue';
import { tablePath } from '../queries/list-paths';

export interface Asked {
  readonly method: string;
  /** The address as it was sent, with its parameters. */
  readonly url: string;
}

const FIXED: readonly (readonly [prefix: string, kind: AccessKind])[] = [
  ['/api/events', 'events'],
  ['/api/evidence', 'evidence'],
  ['/api/bundle', 'bundle'],
  ['/api/bundles', 'bundle'],
  ['/api/receipts', 'receipt'],
];
const FILE = /[?&]format=(?!json(&|$))/;

const isUnder = (path: string, prefix: string): boolean => path === prefix || (path.startsWith(prefix) && !/[a-z]/.test(path.charAt(prefix.length)));

/** Says what of an answer is worth knowing afterwards: personal data, evidence, what was recorded, files taken away. Undefined: nothing. */
export function accessKinds({ tables, reports }: Pick<Catalogue, 'tables' | 'reports'>): (asked: Asked) => AccessKind | undefined {
  const personal = new Set([
    ...[...tables.values()].filter(({ table }) => table.readable).map(({ register, table }) => `/api/${tablePath(register.name, table.name)}`),
    ...[...reports.values()].filter(({ readable }) => readable).map(({ name }) => `/api/reports/${name}`),
  ]);
  return ({ method, url }) => {
    if (!url.startsWith('/api/')) return undefined;
    const path = url.split('?', 1)[0]!;
    const fixed = FIXED.find(([prefix]) => isUnder(path, prefix))?.[1];
    // A bundle may be asked for by POST; evidence that is brought is recorded with its command.
    if (method !== 'GET') return fixed === 'bundle' || (method === 'POST' && path.endsWith('/issue')) ? (fixed ?? 'export') : undefined;
    if (fixed) return fixed;
    if (personal.has(path)) return 'personal';
    return FILE.test(url) ? 'export' : undefined;
  };
}
