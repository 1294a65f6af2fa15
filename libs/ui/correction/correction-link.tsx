import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RecordedEvent } from '../api/catalogue';
import { holdsOneOf, useSession } from '../api/session';
import { useSay } from '../language/language';
import { useRegisters } from '../pages/registers';
import { correctionAddress, recordOf } from './correction';
import type { Corrections } from './corrections';
import { correctionTexts } from './texts';

/** «Đính chính» beside an event that tells a fact which may be put right, for those who may. */
export function CorrectionLink({ event }: { readonly event: RecordedEvent }): JSX.Element | null {
  const { recording, webOf } = useRegisters();
  const register = event.stream.split('.', 1)[0]!;
  const corrections = recording ? webOf(register)?.corrections : undefined;
  const record = corrections?.of.includes(event.type) ? recordOf(event, register, corrections.kind) : undefined;
  return corrections && record !== undefined ? <ForThoseWhoMay corrections={corrections} to={correctionAddress(register, record)} fact={event.id} /> : null;
}

function ForThoseWhoMay({ corrections: { roles }, to, fact }: { readonly corrections: Corrections; readonly to: string; readonly fact: string }): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  if (roles && !holdsOneOf(me, roles)) return null;
  return <Link className="lg-correct" to={to} search={{ fact }}>{say(correctionTexts.correct)}</Link>;
}
