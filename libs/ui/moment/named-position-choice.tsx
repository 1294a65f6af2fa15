import { Select } from 'antd';
import type { JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { shownInstant } from '../table/shown';
import { uiTexts } from '../texts';
import { useNamedPositions } from './named-positions';

interface ChoiceProps {
  /** What it is a choice of, where a page has more than one. */
  readonly label?: string;
  readonly value: string | undefined;
  readonly onChange: (position: string | undefined) => void;
}

/** A choice of the positions that have a name; nothing where there are none. */
export function NamedPositionChoice({ label, value, onChange }: ChoiceProps): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const positions = useNamedPositions();
  if (positions.length === 0) return null;
  const chosen = positions.some(({ position }) => position === value) ? value : undefined;
  return (
    <Select className="lg-named-position" size="small" aria-label={label ?? say(uiTexts.namedPosition)} placeholder={say(uiTexts.namedPosition)} popupMatchSelectWidth={false} allowClear value={chosen}
      onChange={(next?: string | null) => onChange(next ?? undefined)} options={positions.map(({ position, label: words, at }) => ({ value: position, label: say(words), title: shownInstant(at, language) }))} />
  );
}
