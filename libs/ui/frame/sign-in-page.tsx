import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useSay } from '../language/language';
import { pageTexts } from '../pages/texts';
import { Preferences } from './preferences';
import { SignInForm } from './sign-in-form';

interface SignInPageProps {
  /** What one signs in to. */
  readonly product: Words;
  readonly title: Words;
}

export function SignInPage({ product, title }: SignInPageProps): JSX.Element {
  const say = useSay();
  return (
    <main className="lg-entrance">
      <p className="lg-brand">{say(product)}</p>
      <h1>{say(title)}</h1>
      <SignInForm />
      <p className="lg-entrance-foot"><Preferences /> <a href="/docs">{say(pageTexts.apiPages)}</a></p>
    </main>
  );
}
