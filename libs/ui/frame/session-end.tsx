import { Modal } from 'antd';
import type { JSX } from 'react';
import { useSession } from '../api/session';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { SignInForm } from './sign-in-form';

/** Over the page, so that what is being entered there stays: the same person signs in again. */
export function SessionEnd(): JSX.Element | null {
  const say = useSay();
  const { me, expired } = useSession();
  if (!expired || !me) return null;
  return (
    <Modal open title={say(uiTexts.signInAgain)} footer={null} closable={false} mask={{ closable: false }} keyboard={false} destroyOnHidden>
      <p>{say(uiTexts.signInAgainWhy)}</p>
      <SignInForm user={me.user} />
    </Modal>
  );
}
