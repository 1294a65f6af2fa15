import { Link } from '@tanstack/react-router';
import { useState, type JSX, type ReactNode } from 'react';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { shownFigure } from '@ledger/ui/report/report-table';
import { shownDay, shownNumber } from '@ledger/ui/table/shown';
import type { EventPart, ExplainedFigure, FigureQuestion } from '../../source/report-explainer';
import { useParts } from '../../source/use-explainer';
import { isRate, type FigureDifference } from './compare-figures';
import { compareTexts } from './compare-texts';
import type { ReportWords } from './compare-words';

interface ExplainedProps {
  readonly question: FigureQuestion;
  readonly figure: FigureDifference;
  readonly words: ReportWords;
  /** What the events say of this figure; undefined where they say nothing. */
  readonly explained: ExplainedFigure | undefined;
  /** Whether the events have been looked at. */
  readonly worked: boolean;
}

/** What explains one difference: its events and that they add up to it, or plainly why nothing does. */
export function Explained({ question, figure, words, explained, worked }: ExplainedProps): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  if (isRate(figure.described)) return <span className="lg-quiet">{say(compareTexts.rate)}</span>;
  if (!worked) return null;
  if (!explained) return <>{figure.change === undefined ? <span className="lg-check-part">{say(compareTexts.unexplained)}</span> : <Proof sum={0n} figure={figure} />}</>;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{explained.events === 0 ? say(compareTexts.onlyDays) : say(compareTexts.eventCount, { count: shownNumber(explained.events, language) })} {explained.sum !== undefined && <Sign fits={BigInt(explained.sum) === figure.change} />}</summary>
      {open && <Parts question={question} figure={figure} words={words} />}
      {explained.sum !== undefined && <Proof sum={BigInt(explained.sum)} figure={figure} />}
    </details>
  );
}

function Sign({ fits }: { readonly fits: boolean }): JSX.Element {
  const say = useSay();
  return <span className={fits ? 'lg-check-good' : 'lg-check-bad'}>{say(fits ? compareTexts.fits : compareTexts.fitsNot)}</span>;
}

/** That the events behind a difference add up to it. */
function Proof({ sum, figure: { described, change = 0n } }: { readonly sum: bigint; readonly figure: FigureDifference }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const shown = (amount: bigint): string => shownFigure({ ...described, unit: described.unit === 'text' ? 'count' : described.unit }, described.unit === 'VND' ? amount.toString() : Number(amount), language, unit).text;
  const fits = sum === change;
  return <p className={fits ? 'lg-check-good' : 'lg-check-bad'}>{say(compareTexts.sumExplained, { explained: shown(sum), change: shown(change) })} {say(fits ? compareTexts.fits : compareTexts.fitsNot)}</p>;
}

function Parts({ question, figure, words }: Pick<ExplainedProps, 'question' | 'figure' | 'words'>): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { data, error, refetch } = useParts(question, true);
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const amount = (change: string): JSX.Element => <Amount change={change} figure={figure} />;
  return (
    <ul className="lg-explaining">
      {data.days !== undefined && <li>{amount(data.days)} {say(compareTexts.days)}</li>}
      {data.parts.map((part) => <Part key={part.event.id} part={part} amount={part.change === undefined ? <TextChange part={part} figure={figure} words={words} /> : amount(part.change)} />)}
      {data.others && <li>{amount(data.others.change)} {say(compareTexts.others, { count: shownNumber(data.others.events, language) })}</li>}
    </ul>
  );
}

function Amount({ change, figure: { described } }: { readonly change: string; readonly figure: FigureDifference }): JSX.Element {
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const { text, exact } = shownFigure(described, described.unit === 'VND' ? change : Number(change), language, unit);
  return <strong className="lg-number" title={exact}>{change.startsWith('-') || change === '0' ? '' : '+'}{text}</strong>;
}

function TextChange({ part: { before, after }, figure: { described }, words }: { readonly part: EventPart; readonly figure: FigureDifference; readonly words: ReportWords }): JSX.Element {
  const { unit } = useMoneyUnit();
  const [one, other] = [before, after].map((value) => words.valueOf(described, value, unit).text || '–');
  return <span><s>{one}</s> → <strong>{other}</strong></span>;
}

function Part({ part: { event }, amount }: { readonly part: EventPart; readonly amount: ReactNode }): JSX.Element {
  const { language } = useLanguage();
  const sentence = useSentence();
  const { stream, metadata: { actor, effectiveOn, legalBasis } } = event;
  return (
    <li>
      {amount} {sentence(event)}
      <span className="lg-quiet"> · {[shownDay(effectiveOn, language), actor.user, legalBasis?.number].filter(Boolean).join(' · ')} · </span>
      <Link to="/history/$stream" params={{ stream } as never}>{stream.slice(stream.indexOf('-') + 1)}</Link>
    </li>
  );
}
