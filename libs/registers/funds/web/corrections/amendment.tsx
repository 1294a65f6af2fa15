import { Segmented } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { ApproveCorrection, ApproveReversal, CorrectEntry, ReverseEntry, type EntryStanding, type LineState } from '@ledger/registers/funds/domain';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { CommandForm } from '@ledger/ui/form/command-form';
import type { GroupInput } from '@ledger/ui/form/form-input';
import { useSay } from '@ledger/ui/language/language';
import { useRegisters } from '@ledger/ui/pages/registers';
import { trialOf, type TrialStep } from '@ledger/ui/work/trial';
import { enteredAmount } from '../entered';
import { Effect } from './effect';
import { correctionTexts } from './texts';

type Way = 'correct' | 'reverse';
const commandNames = { correct: 'CorrectEntry', reverse: 'ReverseEntry' } as const;

interface AmendmentProps {
  readonly line: string;
  readonly state: LineState;
  readonly standing: EntryStanding;
}

/** What is wrong with an entry is said by another one, prepared here and approved by somebody else. */
export function Amendment({ line, state, standing }: AmendmentProps): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const { commandOf, eventOf } = useRegisters();
  const [way, setWay] = useState<Way>('correct');
  const [inputs, setInputs] = useState<GroupInput>({});
  const [done, setDone] = useState(false);
  const command = commandOf(commandNames[way])!;
  const entry = standing.entry.id;
  const known = useMemo(() => ({ line, entry }), [line, entry]);
  const today = catalogue!.today;
  const steps = stepsOf(way, line, entry, enteredAmount(inputs), { day: standing.entry.on, maker: me!.user });
  if (done) return <p role="status" className="lg-recorded">{say(correctionTexts.prepared)}</p>;
  return (
    <>
      <p><Segmented aria-label={say(correctionTexts.put)} name="way" value={way} onChange={(next: Way) => setWay(next)} options={(['correct', 'reverse'] as const).map((each) => ({ value: each, label: say(correctionTexts[each]) }))} /></p>
      <Effect state={state} standing={standing} trial={steps && trialOf(command.decider, state, steps, today)} />
      <CommandForm key={way} command={command} user={me!.user} initial={{}} known={known} brief effectiveOn={standing.entry.on} label={say(way === 'correct' ? correctionTexts.prepareIt : correctionTexts.prepareReversal)}
        textsOf={eventOf} today={today} demo={catalogue!.demo} onInputs={setInputs} onRecorded={() => setDone(true)} />
    </>
  );
}

/** Prepared by the reader and approved by anybody else, on the entry's own day: what a correction comes to in the end. */
function stepsOf(way: Way, line: string, entry: string, amount: bigint | undefined, { day, maker }: { readonly day: string; readonly maker: string }): readonly TrialStep[] | undefined {
  const by = (user: string, role: string) => ({ actor: { user, role, unit: '' }, effectiveOn: day });
  const [first, second] = [by(maker, 'finance'), by(`not ${maker}`, 'approver')];
  if (way === 'reverse') return [{ command: new ReverseEntry({ line, entry }), ...first }, { command: new ApproveReversal({ line, entry }), ...second }];
  return amount === undefined ? undefined : [{ command: new CorrectEntry({ line, entry, amount }), ...first }, { command: new ApproveCorrection({ line, entry }), ...second }];
}
