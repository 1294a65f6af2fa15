import { Modal } from 'antd';
import type { JSX } from 'react';
import { useSession } from '../api/session';
import { useFocusBack } from '../keyboard/focus';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { SignInForm } from './sign-in-form';

/** Over the page, so that what is being entered there stays: the same person signs in again. */
export function SessionEnd(): JSX.Element | null {
  const { me, expired } = useSession();
  return expired && me ? <SignInAgain user={me.user} /> : null;
}

function SignInAgain({ user }: { readonly user: string }): JSX.Element {
  const say = useSay();
  useFocusBack();
  return (
    <Modal open title={say(uiTexts.signInAgain)} footer={null} closable={false} mask={{ closable: false }} keyboard={false} destroyOnHidden>
      <p>{say(uiTexts.signInAgainWhy)}</p>
      <SignInForm user={user} />
    </Modal>
  );
}
