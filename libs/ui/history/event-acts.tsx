import { createContext, useContext, type JSX, type ReactNode } from 'react';
import type { RecordedEvent } from '../api/catalogue';

type Acts = (event: RecordedEvent) => ReactNode;

const EventActsContext = createContext<Acts>(() => null);

/** What an app offers to do with an event wherever one is shown, such as pinning it to a case. */
export const EventActsProvider = ({ acts, children }: { readonly acts: Acts; readonly children: ReactNode }): JSX.Element => <EventActsContext.Provider value={acts}>{children}</EventActsContext.Provider>;

export const EventActs = ({ event }: { readonly event: RecordedEvent }): JSX.Element => <>{useContext(EventActsContext)(event)}</>;
