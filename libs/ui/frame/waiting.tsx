import type { JSX } from 'react';
import { ErrorNotice, Loading } from './notice';

/** Before it is known who asks. */
export const Waiting = ({ error, again }: { readonly error: unknown; readonly again: () => void }): JSX.Element => (
  <main className="lg-entrance">{error ? <ErrorNotice error={error} again={again} /> : <Loading />}</main>
);
