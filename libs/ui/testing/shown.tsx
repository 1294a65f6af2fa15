import './browser-gaps';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { useState, type JSX, type ReactNode } from 'react';
import { LanguageProvider, type Language } from '../language/language';
import { MomentProvider, type Moment } from '../moment/moment';

interface Surroundings {
  readonly language?: Language;
  readonly moment?: Moment;
}

/** Somebody before a part of a page: what they see, and what they do with it. */
export interface Shown extends RenderResult {
  readonly user: UserEvent;
  /** The moment that is looked at, as the address would hold it. */
  moment(): Moment;
}

/** Shows a part of a page as an app would, without a router: language, moment, questions to the ledger. */
export function show(part: ReactNode, { language = 'vi', moment: first = {} }: Surroundings = {}): Shown {
  localStorage.setItem('ledger-language', language);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let looking = first;
  function Page(): JSX.Element {
    const [moment, setMoment] = useState(first);
    looking = moment;
    return <MomentProvider moment={moment} change={setMoment}>{part}</MomentProvider>;
  }
  const rendered = render(<QueryClientProvider client={queries}><LanguageProvider><Page /></LanguageProvider></QueryClientProvider>);
  return { ...rendered, user: userEvent.setup(), moment: () => looking };
}
