import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isServed } from './request';

/** `none`: no server answers this window, so that nothing changes either. */
export type Connection = 'connecting' | 'live' | 'lost' | 'none';

const AGAIN_MS = 2_000;
/** Reports read many tables: they are asked again at most so often while changes keep coming. */
const REPORTS_EVERY_MS = 2_000;

interface Change {
  readonly tables: readonly string[];
  readonly position: string;
}

/** `funds_lines` → `funds/lines`, and for a register with dashes likewise. */
const isOf = (path: string, tables: ReadonlySet<string>): boolean => tables.has('*') || tables.has(path.replaceAll('/', '_').replaceAll('-', '_'));

function becomeStale(queries: QueryClient, change: Change): void {
  const tables = new Set(change.tables);
  void queries.invalidateQueries({ predicate: ({ queryKey: [kind, path] }) => kind === 'stream' || (kind === 'list' && isOf(String(path), tables)) });
}

/** Listens to the server's changes while somebody is signed in; what they touch is read again. Says how the connection is. */
export function useLive(user: string | undefined): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (user === undefined) return undefined;
    if (!isServed()) {
      setConnection('none');
      return undefined;
    }
    let source: EventSource | undefined;
    let again: number | undefined;
    let reports: number | undefined;
    let wasLost = false;
    const refreshReports = (): void => {
      reports ??= window.setTimeout(() => {
        reports = undefined;
        void queries.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind === 'report' });
      }, REPORTS_EVERY_MS);
    };
    const connect = (): void => {
      source = new EventSource('/api/live');
      source.addEventListener('open', () => {
        setConnection('live');
        // Changes in between were told to nobody.
        if (wasLost) void queries.invalidateQueries();
        wasLost = false;
      });
      source.addEventListener('change', (event) => {
        becomeStale(queries, JSON.parse((event as MessageEvent<string>).data) as Change);
        refreshReports();
      });
      source.addEventListener('error', () => {
        setConnection('lost');
        wasLost = true;
        source?.close();
        again = window.setTimeout(connect, AGAIN_MS);
      });
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(again);
      window.clearTimeout(reports);
    };
  }, [queries, user]);
  return connection;
}
