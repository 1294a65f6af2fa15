import { CorrectAssessment, ReturnAssessment, VerifyAssessment } from '@ledger/registers/criteria/domain';
import communeSet from '@ledger/registers/criteria/data/commune-2021-2025.json';
import { assessments, type YearOfACommune } from '../criteria/assessments';
import type { DemoCommand } from '../demo-command';
import { irregular, irregularRows, madeUpDecision } from './rows';

const YEAR = 2024;
const columns = ['commune', 'criterion', 'action', 'actor', 'recordedOn', 'sheetOf', 'note', 'reason', 'basis'] as const;
type Row = ReturnType<typeof rows>[number];
const rows = () => irregularRows('irregular-assessments.csv', columns);

function sheetOf(years: readonly YearOfACommune[], commune: string, at: string): string {
  const found = years.find((each) => each.commune === commune && each.set === communeSet.set && each.year === YEAR);
  if (!found) throw new Error(`${at}: commune ${commune} has no sheet of ${YEAR}`);
  return found.evidence.sha256;
}

/** Only the note changes, so that no figure does. */
function commandOf(years: readonly YearOfACommune[], { commune, criterion, action, note, recordedOn, sheetOf: whose, reason, at }: Row): readonly [object, object] {
  const subject = { commune, set: communeSet.set, criterion: Number(criterion), year: YEAR };
  if (action === 'return') return [new ReturnAssessment(subject), {}];
  if (action === 'verify') return [new VerifyAssessment(subject), {}];
  if (action !== 'correct') throw new Error(`${at}: nothing is done to an assessment by ${action}`);
  return [new CorrectAssessment({ ...subject, met: 'met', note }), { reason, legalBasis: madeUpDecision(at, recordedOn), evidence: [sheetOf(years, whose, at)] }];
}

/** A note corrected long after its year, with another commune's sheet, and in the end verified by the one who first asked for it. */
export function oddAssessments(): readonly DemoCommand[] {
  const years = assessments();
  return rows().map((row) => irregular(row, ...commandOf(years, row)));
}
