import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { shownNumber } from '@ledger/ui/table/shown';
import type { Strip } from './commands-of-log';
import { peopleTexts } from './texts';

const PEOPLE_MAX = 60;

interface HeatStripProps {
  readonly strip: Strip;
  readonly person: string | undefined;
  readonly month: string | undefined;
  /** A cell chooses both, a name the person alone. */
  readonly onChoose: (person: string | undefined, month: string | undefined) => void;
}

/** A row for each person, a column for each month: the more commands, the stronger the colour; the figure is in the cell. */
export function HeatStrip({ strip, person, month, onChoose }: HeatStripProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const shownPerson = usePerson();
  const label = say(peopleTexts.strip);
  return (
    <div className="lg-strip-window" role="region" tabIndex={0} aria-label={label}>
      <table className="lg-strip" aria-label={label}>
        <thead>
          <tr><th scope="col">{say(peopleTexts.person)}</th>{strip.months.map((each) => <th key={each} scope="col" aria-current={each === month ? 'true' : undefined}>{each.slice(5)}<br />{each.slice(2, 4)}</th>)}<th scope="col">{say(peopleTexts.total)}</th></tr>
        </thead>
        <tbody>
          {strip.rows.slice(0, PEOPLE_MAX).map((row) => (
            <tr key={row.person} className={row.person === person ? 'lg-chosen' : undefined}>
              <th scope="row"><button type="button" className="lg-open" aria-pressed={row.person === person} onClick={() => onChoose(row.person === person ? undefined : row.person, undefined)}>{shownPerson(row.person)}</button></th>
              {row.counts.map((count, index) => {
                const each = strip.months[index]!;
                const heat = count === 0 ? 0 : 0.12 + 0.58 * Math.sqrt(count / strip.most);
                return <td key={each} style={{ ['--heat' as string]: heat }} title={say(peopleTexts.cell, { person: shownPerson(row.person), month: each, count })} onClick={count === 0 ? undefined : () => onChoose(row.person, each)}>{count === 0 ? '' : shownNumber(count, language)}</td>;
              })}
              <td className="lg-strip-total">{shownNumber(row.total, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
