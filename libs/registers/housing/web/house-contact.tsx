import { Button } from 'antd';
import { useState, type JSX } from 'react';
import { useList } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { pageTexts } from './page-texts';

/** Whom to ask about the house: asked for only when somebody wants to know, since each look is logged. */
export function HouseContact({ household }: { readonly household: string }): JSX.Element {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  return (
    <section aria-labelledby="house-contact">
      <h2 id="house-contact">{say(pageTexts.contact)}</h2>
      {asked ? <Contact household={household} /> : <Button onClick={() => setAsked(true)}>{say(pageTexts.showContact)}</Button>}
      <p className="lg-quiet">{say(pageTexts.contactLogged)}</p>
    </section>
  );
}

function Contact({ household }: { readonly household: string }): JSX.Element {
  const say = useSay();
  const { knownAt } = useMoment();
  const { data, error } = useList('housing/contacts', { household, limit: 1 }, { knownAt });
  const row = data?.rows[0];
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading />;
  if (row?.['person'] === undefined) return <p>{say(pageTexts.noContact)}</p>;
  const shown = (value: unknown): string => (value === null ? say(pageTexts.forgotten) : value === undefined ? '' : String(value));
  return (
    <dl className="lg-facts">
      <div><dt>{say(pageTexts.name)}</dt><dd>{shown(row['name'])}</dd></div>
      <div><dt>{say(pageTexts.phone)}</dt><dd>{typeof row['phone'] === 'string' && /^\+?\d+$/.test(row['phone']) ? <a href={`tel:${row['phone']}`}>{row['phone']}</a> : shown(row['phone'])}</dd></div>
      <div><dt>{say(pageTexts.person)}</dt><dd className="lg-code">{String(row['person'])}</dd></div>
    </dl>
  );
}
