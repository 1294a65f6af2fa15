import { createContext, useContext, type JSX, type ReactNode } from 'react';
import { serverSource, type LedgerSource } from './ledger-source';

const SourceContext = createContext<LedgerSource>(serverSource);

/** Has the pages within read from this source. */
export const SourceProvider = ({ source, children }: { readonly source: LedgerSource; readonly children: ReactNode }): JSX.Element => <SourceContext.Provider value={source}>{children}</SourceContext.Provider>;

/** Where this page reads from: the server, or an opened bundle. */
export const useSource = (): LedgerSource => useContext(SourceContext);
