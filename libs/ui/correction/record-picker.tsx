import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { RowPicker } from '../form/row-picker';
import { useSay } from '../language/language';
import { usePicker } from '../names/names';

interface RecordPickerProps {
  /** The word of the records' ids: `household-id`. */
  readonly word: string;
  readonly label: Words;
  readonly where?: { readonly [column: string]: string };
  readonly onChoose: (record: string) => void;
}

/** A record chosen by name or code from the list that its ids are chosen from everywhere. */
export function RecordPicker({ word, label, where = {}, onChoose }: RecordPickerProps): JSX.Element | null {
  const say = useSay();
  const picker = usePicker(word);
  if (!picker) return null;
  return <div className="lg-field"><strong>{say(label)}</strong><RowPicker picker={{ ...picker, where: { ...picker.where, ...where } }} label={say(label)} value="" onChange={(record) => record !== '' && onChoose(record)} /></div>;
}
