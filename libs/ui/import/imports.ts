import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Json, Words } from '@ledger/kit';
import { request } from '../api/request';
import type { Verdict } from './texts';

export interface TemplateColumn {
  readonly heading: string;
  readonly label: Words;
  readonly required: boolean;
  readonly choices?: { readonly [value: string]: Words };
  readonly example?: string;
}

export interface Template {
  readonly command: string;
  readonly register: string;
  readonly roles: readonly string[];
  readonly requires: readonly string[];
  readonly columns: readonly TemplateColumn[];
}

export type ImportState = 'checking' | 'checked' | 'recording' | 'done';

export interface Import {
  readonly id: string;
  readonly user: string;
  readonly command: string;
  readonly name: string;
  readonly state: ImportState;
  readonly headings: readonly string[];
  readonly common: Readonly<Record<string, Json>>;
  readonly counts: { readonly [verdict in Verdict]?: number };
  readonly rows: number;
  readonly begun: string;
  readonly ended?: string;
}

export interface ImportRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, Json>>;
  readonly verdict: Verdict;
  readonly problems: readonly (Words & { readonly heading?: string })[];
}

/** How often an import under way is asked how far it is. */
const ASK_EVERY_MS = 700;
export const ROWS_OF_PAGE = 200;

export const isUnderWay = ({ state }: Pick<Import, 'state'>): boolean => state === 'checking' || state === 'recording';
export const countOf = ({ counts }: Pick<Import, 'counts'>, ...verdicts: readonly Verdict[]): number => verdicts.reduce((total, verdict) => total + (counts[verdict] ?? 0), 0);

export const useTemplates = (): UseQueryResult<readonly Template[]> =>
  useQuery({ queryKey: ['import-templates'], staleTime: Infinity, queryFn: async ({ signal }) => (await request<{ readonly templates: readonly Template[] }>('/api/import-templates', { signal })).json.templates });

export const useImports = (): UseQueryResult<readonly Import[]> =>
  useQuery({
    queryKey: ['imports'],
    queryFn: async ({ signal }) => (await request<{ readonly imports: readonly Import[] }>('/api/imports', { signal })).json.imports,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? ASK_EVERY_MS : false),
  });

export const useImport = (id: string): UseQueryResult<Import> =>
  useQuery({
    queryKey: ['imports', id],
    queryFn: async ({ signal }) => (await request<Import>(`/api/imports/${id}`, { signal })).json,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? ASK_EVERY_MS : false),
  });

/** What asks for one page of an import's rows. `stage`: rows are asked for again when it changes. */
export const rowsQuery = (id: string, bad: boolean, page: number, stage: string) => ({
  queryKey: ['imports', id, 'rows', bad, page, stage],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await request<{ readonly rows: readonly ImportRow[] }>(`/api/imports/${id}/rows?limit=${ROWS_OF_PAGE}&offset=${page * ROWS_OF_PAGE}${bad ? '&bad=true' : ''}`, { signal })).json.rows,
  staleTime: Infinity,
});

export const bringFile = async (command: string, file: File): Promise<Import> =>
  (await request<Import>(`/api/imports?command=${encodeURIComponent(command)}&name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file.slice(0, file.size, 'application/octet-stream') })).json;
export const correctRow = async (id: string, { line, cells }: Pick<ImportRow, 'line' | 'cells'>): Promise<ImportRow> => (await request<ImportRow>(`/api/imports/${id}/rows/${line}`, { method: 'PATCH', body: { cells } })).json;
export const recordRows = async (id: string): Promise<Import> => (await request<Import>(`/api/imports/${id}/record`, { method: 'POST' })).json;
export const setCommon = async (id: string, common: Readonly<Record<string, unknown>>): Promise<Import> => (await request<Import>(`/api/imports/${id}/common`, { method: 'PUT', body: common })).json;
export const giveUpImport = async (id: string): Promise<void> => void (await request(`/api/imports/${id}`, { method: 'DELETE' }));
