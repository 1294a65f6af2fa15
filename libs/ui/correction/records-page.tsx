import { useNavigate } from '@tanstack/react-router';
import type { ComponentType, JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useSay } from '../language/language';
import { correctionAddress, type Correction } from './correction';
import '../work/work.css';

/** Where a correction begins: the record that holds what is wrong. */
export function recordsPage(register: string, title: Words, { Choice }: Correction): ComponentType {
  return function RecordsPage(): JSX.Element {
    const say = useSay();
    const navigate = useNavigate();
    return (
      <>
        <h1>{say(title)}</h1>
        <Choice onChoose={(record) => void navigate({ to: correctionAddress(register, record) })} />
      </>
    );
  };
}
