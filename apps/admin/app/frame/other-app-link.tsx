import type { JSX } from 'react';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useSay } from '@ledger/ui/language/language';
import { texts } from '../texts';

/** The way to the inspectors' app, which is a page of its own under the same session. */
export function OtherAppLink(): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  return holdsOneOf(me, ['inspector']) ? <a href="/inspector">{say(texts.inspectorApp)}</a> : null;
}
