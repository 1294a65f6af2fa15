import { Button, Input } from 'antd';
import { useState, type JSX, type SubmitEvent } from 'react';
import { useSession } from '../api/session';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { ErrorNotice } from './notice';

/** Name and password. With `user` given only the password is asked for: the same person comes back. */
export function SignInForm({ user, action }: { readonly user?: string; readonly action?: (username: string, password: string) => Promise<void> }): JSX.Element {
  const say = useSay();
  const { signIn } = useSession();
  const [username, setUsername] = useState(user ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await (action ?? signIn)(username.trim(), password);
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  return (
    <form className="lg-sign-in" onSubmit={(event) => void submit(event)}>
      {error !== undefined && <ErrorNotice error={error} />}
      <label>
        {say(uiTexts.userName)}
        <Input name="username" size="large" autoComplete="username" autoCapitalize="none" value={username} readOnly={user !== undefined} onChange={(event) => setUsername(event.target.value)} autoFocus={user === undefined} />
      </label>
      <label>
        {say(uiTexts.password)}
        <Input.Password name="password" size="large" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} autoFocus={user !== undefined} />
      </label>
      <Button type="primary" size="large" htmlType="submit" loading={busy} block disabled={username === '' || password === ''}>{say(uiTexts.signIn)}</Button>
    </form>
  );
}
