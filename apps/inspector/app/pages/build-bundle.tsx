import { Alert, Button, Input, Select } from 'antd';
import { useState, type JSX, type ReactNode } from 'react';
import { Refused, Unreachable } from '@ledger/ui/api/problem';
import { overNetwork, queryText } from '@ledger/ui/api/request';
import { useCatalogue } from '@ledger/ui/api/queries';
import { fileNameIn, saveBlob } from '@ledger/ui/api/saved-file';
import { DayInput } from '@ledger/ui/form/day-input';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { useSources } from '../../source/source-context';
import { bundleTexts } from './bundle-texts';

const MEGABYTE = 1_000_000;

interface Selection {
  readonly register?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Has the server make a bundle and keeps it on this machine. */
export function BuildBundle(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { open } = useSources();
  const { data } = useCatalogue();
  const [selection, setSelection] = useState<Selection>({});
  const [received, setReceived] = useState<number>();
  const [made, setMade] = useState<File>();
  const [error, setError] = useState<unknown>();
  const change = (changed: Selection): void => setSelection({ ...selection, ...changed });
  const make = async (): Promise<void> => {
    setError(undefined);
    setMade(undefined);
    setReceived(0);
    try {
      const file = await download(selection, setReceived);
      saveBlob(file, file.name);
      setMade(file);
    } catch (reason) {
      setError(reason);
    } finally {
      setReceived(undefined);
    }
  };
  return (
    <section className="lg-card" aria-label={say(bundleTexts.buildTitle)}>
      <h2>{say(bundleTexts.buildTitle)}</h2>
      <p>{say(bundleTexts.buildHelp)}</p>
      <div className="lg-filters">
        <Part label={say(bundleTexts.register)}>
          <Select size="small" aria-label={say(bundleTexts.register)} allowClear placeholder={say(bundleTexts.all)} popupMatchSelectWidth={false} value={selection.register}
            onChange={(register?: string) => change({ register })} options={data?.registers.map(({ name, label }) => ({ value: name, label: say(label) }))} />
        </Part>
        <Part label={say(bundleTexts.unit)}>
          <Input size="small" aria-label={say(bundleTexts.unit)} placeholder={say(bundleTexts.all)} inputMode="numeric" value={selection.unit ?? ''} onChange={(event) => change({ unit: event.target.value.trim() || undefined })} />
        </Part>
        {(['from', 'to'] as const).map((end) => (
          <Part key={end} label={say(bundleTexts[`${end}Day`])} of={`bundle-${end}`}>
            <DayInput id={`bundle-${end}`} describedBy={undefined} invalid={false} label={say(bundleTexts[`${end}Day`])} value={selection[end] ?? ''} onChange={(value) => change({ [end]: value || undefined })} />
          </Part>
        ))}
      </div>
      <Button type="primary" loading={received !== undefined} onClick={() => void make()}>{say(bundleTexts.download)}</Button>
      {received !== undefined && <p role="status">{say(bundleTexts.building, { received: received === 0 ? '' : say(bundleTexts.received, { megabytes: shownNumber(Math.round(received / MEGABYTE), language) }) })}</p>}
      {made && <Alert type="success" showIcon title={`${made.name} (${shownNumber(Math.ceil(made.size / MEGABYTE), language)} MB)`} action={<Button size="small" onClick={() => void open(made)}>{say(bundleTexts.openThis)}</Button>} />}
      {error !== undefined && <ErrorNotice error={error} again={() => void make()} />}
    </section>
  );
}

const Part = ({ label, of, children }: { readonly label: string; readonly of?: string; readonly children: ReactNode }): JSX.Element => <div className="lg-filter">{of ? <label htmlFor={of}>{label}</label> : <span>{label}</span>}{children}</div>;

/** Reads the answer piece by piece, so that the page can say how far it is. */
async function download(selection: Selection, onReceived: (bytes: number) => void): Promise<File> {
  const response = await overNetwork(`/api/bundle${queryText({ ...selection })}`, {}).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (!response.ok) throw new Refused(await response.json());
  const pieces: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body!.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    bytes += piece.value.length;
    onReceived(bytes);
  }
  return new File(pieces, fileNameIn(response.headers) ?? 'ledger.zip', { type: 'application/zip' });
}
