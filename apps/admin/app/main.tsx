import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from '@ledger/ui/api/problem';
import { SessionProvider } from '@ledger/ui/api/session';
import { LanguageProvider } from '@ledger/ui/language/language';
import { ThemeProvider } from '@ledger/ui/theme/theme';
import '@ledger/ui/theme/fonts.css';
import './frame/frame.css';
import { SignInPage } from './frame/sign-in-page';
import { Waiting } from './frame/waiting';
import { router } from './router';

const TRIES_MAX = 3;

const queries = new QueryClient({
  // A refusal stays a refusal; what passes with time (503) and a lost connection are tried again.
  defaultOptions: { queries: { retry: (failures, error) => failures < TRIES_MAX && (!(error instanceof Refused) || error.problem.status === 503), retryDelay: (failures) => Math.min(4_000, 500 * 2 ** failures) } },
});

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ThemeProvider>
          <SessionProvider waiting={(error, again) => <Waiting error={error} again={again} />}>
            {({ me }) => (me ? <RouterProvider router={router} /> : <SignInPage />)}
          </SessionProvider>
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
