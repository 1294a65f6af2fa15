import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type AnyRouter } from '@tanstack/react-router';
import { Fragment, StrictMode, type ComponentType, type JSX, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from '../api/problem';
import { SessionProvider } from '../api/session';
import { LanguageProvider } from '../language/language';
import { RegistersProvider, type Registers } from '../pages/registers';
import { ThemeProvider, type Mode } from '../theme/theme';
import { Waiting } from './waiting';
import '../theme/fonts.css';
import './frame.css';

const TRIES_MAX = 3;

interface App {
  readonly router: AnyRouter;
  readonly registers: Registers;
  readonly signInPage: JSX.Element;
  /** How the app looks until somebody chooses; default: as the machine is set. */
  readonly mode?: Mode;
  /** Stands around everything that asks the ledger. */
  readonly around?: ComponentType<{ readonly children: ReactNode }>;
  /** Shown where nobody could be asked who is signed in. */
  readonly entrance?: JSX.Element;
}

/** Puts an app on its page: languages, look, session, registers, and its pages once somebody is signed in. */
export function startApp({ router, registers, signInPage, mode, around: Around = Fragment, entrance }: App): void {
  const queries = new QueryClient({
    // A refusal stays a refusal; what passes with time (503) and a lost connection are tried again.
    // A window without a network may still be answered: by an opened bundle.
    defaultOptions: { mutations: { networkMode: 'always' }, queries: { networkMode: 'always', retry: (failures, error) => failures < TRIES_MAX && (!(error instanceof Refused) || error.problem.status === 503), retryDelay: (failures) => Math.min(4_000, 500 * 2 ** failures) } },
  });
  // The page's code comes while it is found out who asks; what cannot be had is told when the page is drawn.
  void router.load().catch(() => undefined);
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <ThemeProvider mode={mode}>
            <RegistersProvider registers={registers}>
              <Around>
                <SessionProvider waiting={(error, again) => <Waiting error={error} again={again} entrance={entrance} />}>
                  {({ me }) => (me ? <RouterProvider router={router} /> : signInPage)}
                </SessionProvider>
              </Around>
            </RegistersProvider>
          </ThemeProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
