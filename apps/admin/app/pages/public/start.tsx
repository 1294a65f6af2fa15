import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '@ledger/ui/language/language';
import { ThemeProvider } from '@ledger/ui/theme/theme';
import { PublicPage } from './public-page';

/** The public page by itself: no session, no registers. */
export function startPublic(): void {
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: 1 } } })}>
        <LanguageProvider><ThemeProvider><PublicPage /></ThemeProvider></LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
