import type { JSX } from 'react';
import { ErrorNotice, Loading } from './notice';

/** Before it is known who asks. */
export const Waiting = ({ error, again, entrance }: { readonly error: unknown; readonly again: () => void; readonly entrance?: JSX.Element }): JSX.Element => (
  <main className="lg-entrance">{error ? <><ErrorNotice error={error} again={again} />{entrance}</> : <Loading />}</main>
);
