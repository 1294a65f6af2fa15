import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import { answerThrough } from '@ledger/ui/api/request';
import { fileNameIn, saveBlob } from '@ledger/ui/api/saved-file';
import { serverSource, type LedgerSource } from './ledger-source';
import { openBundle, type OpenedBundle, type OpeningProgress } from './opened-bundle';

interface Sources {
  readonly source: LedgerSource;
  /** The bundle that everything is read from; undefined: the server. */
  readonly bundle: OpenedBundle | undefined;
  /** While a bundle is being read. */
  readonly opening: (OpeningProgress & { readonly name: string }) | undefined;
  /** Why the last file could not be opened. */
  readonly failure: Error | undefined;
  open(file: File): Promise<void>;
  /** Back to the server. */
  close(): void;
}

const SourceContext = createContext<Sources>({ source: serverSource, bundle: undefined, opening: undefined, failure: undefined, open: () => Promise.resolve(), close: () => undefined });

/** Has the whole app read from the server or, once a bundle was opened, from that alone. */
export function SourceProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const queries = useQueryClient();
  const [bundle, setBundle] = useState<OpenedBundle>();
  const [opening, setOpening] = useState<Sources['opening']>();
  const [failure, setFailure] = useState<Error>();

  const close = useCallback(() => {
    answerThrough();
    setBundle((before) => {
      before?.calls.end();
      return undefined;
    });
    // What another source said is no answer of this one; whoever is signed in is asked again.
    void queries.resetQueries();
  }, [queries]);

  const open = useCallback(async (file: File) => {
    setFailure(undefined);
    setOpening({ name: file.name, done: 0, total: 0 });
    try {
      const opened = await openBundle(file, (progress) => setOpening({ name: file.name, ...progress }));
      answerThrough((path, init) => {
        if (path !== '/api/sign-out') return opened.fetching(path, init);
        close();
        return Promise.resolve(new Response(null, { status: 204 }));
      });
      setBundle((before) => {
        before?.calls.end();
        return opened;
      });
      void queries.resetQueries();
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setOpening(undefined);
    }
  }, [close, queries]);

  useDroppedFiles(open);
  useDownloads(bundle);
  const value = useMemo(() => ({ source: bundle?.source ?? serverSource, bundle, opening, failure, open, close }), [bundle, opening, failure, open, close]);
  return <SourceContext.Provider value={value}>{children}</SourceContext.Provider>;
}

/** Where this page reads from: the server, or an opened bundle. */
export const useSource = (): LedgerSource => useContext(SourceContext).source;

export const useSources = (): Sources => useContext(SourceContext);

/** A bundle may be dropped anywhere on the page; what is dropped into a field of its own stays there. */
function useDroppedFiles(open: (file: File) => Promise<void>): void {
  useEffect(() => {
    const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (isFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented || !isFile(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file?.name.endsWith('.zip')) void open(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [open]);
}

/** Files that a page offers at the API's addresses come from the bundle too. */
function useDownloads(bundle: OpenedBundle | undefined): void {
  useEffect(() => {
    if (!bundle) return undefined;
    const click = (event: MouseEvent): void => {
      const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href^="/api/"]');
      if (!link) return;
      event.preventDefault();
      void bundle.fetching(link.getAttribute('href')!, {}).then(async (response) => saveBlob(await response.blob(), fileNameIn(response.headers) ?? 'ledger.json'));
    };
    document.addEventListener('click', click, true);
    return () => document.removeEventListener('click', click, true);
  }, [bundle]);
}
