import { createContext, useContext, type JSX, type ReactNode } from 'react';
import type { Scope } from '@ledger/kit';

/** The role and unit under which the reader may act, or why not. */
export type Permitted =
  | { readonly permitted: true; readonly role: string; readonly unit: string }
  | { readonly permitted: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** Whether the reader's roles reach so far today. */
export type Permits = (roles: readonly string[], scope: Scope) => Permitted;

const nobody: Permits = (roles) => ({ permitted: false, code: 'access.role-not-permitted', details: { roles: roles.join(', ') } });
const PermitsContext = createContext<Permits>(nobody);

/** Tells the parts below how to ask: the rules of permission belong to a register. */
export const PermitsProvider = ({ permits, children }: { readonly permits: Permits; readonly children: ReactNode }): JSX.Element => (
  <PermitsContext.Provider value={permits}>{children}</PermitsContext.Provider>
);

export const usePermits = (): Permits => useContext(PermitsContext);
