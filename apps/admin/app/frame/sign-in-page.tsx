import type { JSX } from 'react';
import { SignInForm } from '@ledger/ui/frame/sign-in-form';
import { useSay } from '@ledger/ui/language/language';
import { texts } from '../texts';
import { Preferences } from './preferences';

export function SignInPage(): JSX.Element {
  const say = useSay();
  return (
    <main className="lg-entrance">
      <p className="lg-brand">{say(texts.productLong)}</p>
      <h1>{say(texts.signInTitle)}</h1>
      <SignInForm />
      <p className="lg-entrance-foot"><Preferences /> <a href="/docs">{say(texts.apiPages)}</a></p>
    </main>
  );
}
