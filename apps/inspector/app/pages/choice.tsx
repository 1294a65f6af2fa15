import { Select } from 'antd';
import type { JSX } from 'react';
import { searchKey } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { useSay } from '@ledger/ui/language/language';
import { replayTexts } from '@ledger/ui/replay/texts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly words: Words;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string | undefined) => void;
}

/** A filter of one value among those that occur, found by typing; without one, all of them. */
export function Choice({ words, value, options, onChange }: ChoiceProps): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-filter"><span>{say(words)}</span>
      <Select size="small" aria-label={say(words)} allowClear showSearch={{ filterOption: (typed, option) => searchKey(option?.label ?? '').includes(searchKey(typed)) }} placeholder={say(replayTexts.all)} popupMatchSelectWidth={false}
        value={value} onChange={(chosen?: string | null) => onChange(chosen ?? undefined)} options={[...options]} />
    </div>
  );
}

/** Values that are their own labels. */
export const optionsOf = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, label: value }));
