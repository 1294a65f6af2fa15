import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { Json, Words } from '@ledger/kit';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { BasisSign } from '@ledger/ui/table/basis';

/** A place in the app. */
export interface Place {
  readonly to: string;
  readonly search?: Readonly<Record<string, string | undefined>>;
}

/** A link to what lies behind a figure. */
export const Behind = ({ place: { to, search }, children, className }: { readonly place: Place; readonly children: ReactNode; readonly className?: string }): JSX.Element => (
  <Link to={to} className={className} search={search}>{children}</Link>
);

interface CardProps {
  readonly title: Words;
  readonly place?: Place;
  readonly basis?: Json;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the overview; its title leads to what lies behind. */
export function Card({ title, place, basis, className, children }: CardProps): JSX.Element {
  const say = useSay();
  return (
    <section className={`lg-card ${className ?? ''}`} aria-label={say(title)}>
      <h2>{place ? <Behind place={place}>{say(title)}</Behind> : say(title)} <BasisSign basis={basis} /></h2>
      {children}
    </section>
  );
}

/** What an answer is made into, once it is there. */
export function Answered({ answer, children }: { readonly answer: { readonly data: ReportAnswer | undefined; readonly error: Error | null }; readonly children: (answer: ReportAnswer) => ReactNode }): JSX.Element {
  if (answer.error) return <ErrorNotice error={answer.error} />;
  return <>{answer.data ? children(answer.data) : <Loading />}</>;
}
