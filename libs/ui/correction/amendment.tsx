import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { isDay } from '@ledger/fields';
import { useCatalogue } from '../api/queries';
import { useSession } from '../api/session';
import { CommandForm } from '../form/command-form';
import type { GroupInput } from '../form/form-input';
import { useSentence } from '../history/use-sentence';
import { useLanguage, useSay } from '../language/language';
import { usePerson } from '../names/names';
import { useRegisters } from '../pages/registers';
import type { WebCommand } from '../register/register-web';
import { shownDay } from '../table/shown';
import { usePermits } from '../work/permits';
import { refusalText } from '../work/refusal-text';
import { useRefusalTexts } from '../work/refusal-texts';
import { trialOf, type Trial, type TrialStep } from '../work/trial';
import { commandOf, scopeOf } from '../work/verdict';
import type { Correction, CorrectionWay, RecordedFact } from './correction';
import { Effect } from './effect';
import { correctionTexts } from './texts';

interface AmendmentProps {
  readonly record: string;
  readonly fact: RecordedFact;
  readonly state: unknown;
  readonly correction: Correction;
}

/** What was recorded, and how it is put right; or where else. */
export function Amendment({ record, fact, state, correction }: AmendmentProps): JSX.Element {
  const say = useSay();
  const [at, setAt] = useState(0);
  const found = useMemo(() => correction.waysOf(record, fact, state), [correction, record, fact, state]);
  const ways = Array.isArray(found) ? (found as readonly CorrectionWay[]) : undefined;
  const elsewhere = ways ? undefined : (found as Exclude<typeof found, readonly CorrectionWay[]>);
  const way = ways?.[at] ?? ways?.[0];
  return (
    <>
      <AsRecorded fact={fact} />
      {elsewhere && <p>{say(elsewhere.words)} {elsewhere.to && <Link to={elsewhere.to.page} search={elsewhere.to.search ?? {}}>{say(elsewhere.to.words)}</Link>}</p>}
      {ways && ways.length > 1 && <p><Segmented aria-label={say(correctionTexts.way)} name="way" value={at} onChange={(next: number) => setAt(next)} options={ways.map(({ label }, index) => ({ value: index, label: say(label) }))} /></p>}
      {way && <WayForm key={at} record={record} fact={fact} state={state} correction={correction} way={way} />}
    </>
  );
}

function AsRecorded({ fact: { event, on } }: { readonly fact: RecordedFact }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const sentence = useSentence();
  const person = usePerson();
  const { actor, reason, legalBasis } = event.metadata;
  return (
    <div className="lg-as-recorded">
      <p className="lg-quiet">{say(correctionTexts.asRecorded)}</p>
      <p><strong>{sentence(event)}</strong></p>
      <p className="lg-quiet">{[say(correctionTexts.recordedBy, { user: person(actor.user), day: shownDay(on, language) }), legalBasis?.number, reason].filter(Boolean).join(' · ')}</p>
    </div>
  );
}

function WayForm({ record, fact, state, correction, way }: AmendmentProps & { readonly way: CorrectionWay }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const registers = useRegisters();
  const permits = usePermits();
  const texts = useRefusalTexts() ?? {};
  const needs = correction.useNeeds?.(record, fact);
  const effectsOf = correction.useEffects();
  const [inputs, setInputs] = useState<GroupInput>({});
  const [done, setDone] = useState(false);
  const command = registers.commandOf(way.command)!;
  const agreed = way.agreed && registers.commandOf(way.agreed.command);
  const today = catalogue!.today;
  const permitted = permits(command.rule.roles, scopeOf(command, way.known, state));
  const ready = correction.useNeeds === undefined || needs !== undefined;
  const trial = ready ? trialIn({ way, command, agreed, inputs, state, correction, needs, maker: me!.user, today }) : undefined;
  if (done) return <p role="status" className="lg-recorded">{say(correction.sent)} {say(correctionTexts.old)}</p>;
  if (!permitted.permitted) return <p className="lg-left-not" role="status">{say(refusalText(texts, permitted.code, permitted.details))}</p>;
  return (
    <>
      <Effect trial={trial} agreed={way.agreed !== undefined} linesOf={({ state: after, facts }) => effectsOf({ before: state, after, fact, told: facts })} />
      <CommandForm command={command} user={me!.user} initial={way.initial ?? {}} known={way.known} brief asks={way.asks} effectiveOn={way.effectiveOn} label={say(way.send)}
        textsOf={registers.eventOf} today={today} demo={catalogue!.demo} onInputs={setInputs} onRecorded={() => setDone(true)} />
    </>
  );
}

interface Entered {
  readonly way: CorrectionWay;
  readonly command: WebCommand;
  readonly agreed: WebCommand | undefined;
  readonly inputs: GroupInput;
  readonly state: unknown;
  readonly correction: Correction;
  readonly needs: Readonly<Record<string, readonly unknown[]>> | undefined;
  readonly maker: string;
  readonly today: string;
}

/** Asked for by the reader and agreed to by anybody else: what it comes to in the end. Undefined while the form is not filled in. */
function trialIn({ way, command, agreed, inputs, state, correction, needs, maker, today }: Entered): Trial | undefined {
  const answered = Object.fromEntries(Object.entries({ ...inputs, ...way.known }).flatMap(([key, value]) => (typeof value === 'string' && value.trim() !== '' ? [[key, value]] : [])));
  if (Object.entries(command.shape).some(([key, field]) => !field.optional && answered[key] === undefined)) return undefined;
  const day = answered['effectiveOn'];
  const effectiveOn = day !== undefined && isDay(day) ? day : (way.effectiveOn ?? today);
  const step = (user: string, of: WebCommand, values: Readonly<Record<string, string>>): TrialStep => ({ command: commandOf(of, values), actor: { user, role: of.rule.roles[0]!, unit: '' }, effectiveOn, reason: answered['reason'] ?? '…' });
  let steps: readonly TrialStep[];
  try {
    steps = [step(maker, command, answered), ...(agreed ? [step(`not ${maker}`, agreed, way.agreed!.values)] : [])];
  } catch {
    // Half-typed values are no question yet.
    return undefined;
  }
  return trialOf(correction.decider, state, steps, today, needs);
}
