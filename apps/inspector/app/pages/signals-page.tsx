import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { citationText, type RiskSignal } from '@ledger/kit';
import { useCatalogue } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownNumber } from '@ledger/ui/table/shown';
import { useHitCounts, useSignals } from './signal-answers';
import { signalTexts as texts } from './signal-texts';

/** Every risk signal with its citation and how often it was hit. */
export function SignalsPage(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const catalogue = useCatalogue();
  const { data: signals = [] } = useSignals();
  const counts = useHitCounts();
  const registerOf = ({ name }: RiskSignal): string => {
    const register = catalogue.data?.registers.find((each) => each.name === name.split('.')[0]);
    return register ? say(register.label) : say(texts.allRegisters);
  };
  const hitsOf = ({ name }: RiskSignal): string => {
    const hits = counts.data?.signals.find((each) => each.name === name)?.hits;
    return hits === undefined ? '…' : shownNumber(hits, language);
  };
  return (
    <>
      <h1>{say(texts.signals)}</h1>
      <p className="lg-quiet">{say(texts.about)}</p>
      {counts.error && <ErrorNotice error={counts.error} again={() => void counts.refetch()} />}
      {counts.isLoading && <Loading />}
      <PlainTable
        label={say(texts.signals)}
        rows={signals}
        keyOf={({ name }) => name}
        columns={[
          { key: 'title', label: say(texts.signal), cell: (signal) => <Link to={`/signals/${signal.name}` as string}>{say(signal.title)}</Link> },
          { key: 'register', label: say(texts.register), cell: registerOf },
          { key: 'law', label: say(texts.law), cell: ({ law }) => law ? citationText(law, language) : <span className="lg-quiet">{say(texts.noLaw)}</span> },
          { key: 'hits', label: say(texts.hits), number: true, cell: hitsOf },
        ]}
      />
    </>
  );
}
