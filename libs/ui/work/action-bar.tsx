import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useShortcuts } from '../keyboard/shortcuts';
import { useSay } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import type { WebCommand } from '../register/register-web';
import { uiTexts } from '../texts';
import { ActDialog } from './act-dialog';
import { workTexts } from './texts';
import { useActs, type JudgedAct } from './use-acts';
import './work.css';

/** One act that a page offers. */
export interface OfferedAct {
  readonly command: WebCommand;
  /** `back`: returned or rejected. */
  readonly sends: 'on' | 'back';
  /** What the button says; default: the command's title. */
  readonly label?: string;
  /** Answered for this act alone. */
  readonly known?: Readonly<Record<string, string>>;
  /** Proposed for this act, and may be changed. */
  readonly initial?: Readonly<Record<string, string>>;
  /** What of every act's own fields is asked for at once: `evidence`. */
  readonly asks?: readonly string[];
}

interface ActionBarProps {
  readonly offered: readonly OfferedAct[];
  /** The fields that are answered: the record and the thing in it. Must stay the same object while they do. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether `a` and `r` press the first act that sends on, and back. */
  readonly keys?: boolean;
  /** Nothing is left to be done about it, and how it came to that: said once, in place of a reason for each act. */
  readonly finished?: string;
  readonly onRecorded?: () => void;
}

const KEYS = { on: 'a', back: 'r' } as const;

/** What can be done now as buttons that stay in sight, and of the rest why not: both as the decider says, kept up to date. */
export function ActionBar({ offered, values, keys = false, finished, onRecorded }: ActionBarProps): JSX.Element {
  const say = useSay();
  const past = isPast(useMoment());
  const [commands] = useState(() => offered.map(({ command }) => command));
  const own = useMemo(() => Object.fromEntries(offered.map(({ command, initial, known }) => [command.name, { ...initial, ...known }])), [offered]);
  const { acts, stream, error } = useActs(commands, values, own);
  const [open, setOpen] = useState<JudgedAct>();
  const [done, setDone] = useState<string>();
  const bar = useRef<HTMLElement>(null);
  // The button that was pressed goes away with what it did.
  useEffect(() => {
    if (done !== undefined) bar.current?.focus({ preventScroll: true });
  }, [done]);
  const offerOf = ({ command }: JudgedAct): OfferedAct | undefined => offered.find((each) => each.command === command);
  const labelOf = (act: JudgedAct): string => offerOf(act)?.label ?? say(act.command.title);
  const sendsOf = (act: JudgedAct): OfferedAct['sends'] => offerOf(act)?.sends ?? 'on';
  const possible = past ? [] : (acts ?? []).filter(({ verdict }) => verdict.possible);
  const byKey = (key: string): JudgedAct | undefined => possible.find((act) => KEYS[sendsOf(act)] === key);
  useShortcuts(keys && !open ? (['on', 'back'] as const).flatMap((sends) => {
    const act = byKey(KEYS[sends]);
    return act ? [{ key: KEYS[sends], does: act.command.title, run: () => setOpen(act) }] : [];
  }) : []);
  if (error) return <ErrorNotice error={error} />;
  return (
    <div className="lg-acts">
      {acts && !past && finished === undefined && <WhyNot acts={acts} labelOf={labelOf} />}
      <section ref={bar} tabIndex={-1} className="lg-action-bar" aria-label={say(workTexts.acts)}>
        <p role="status">{past ? say(uiTexts.notInThePast) : acts === undefined ? say(workTexts.checking) : ([done, finished].filter(Boolean).join(' · ') || (possible.length === 0 ? say(workTexts.nothingForYou) : ''))}</p>
        {possible.map((act) => (
          <Button key={act.command.name} type={sendsOf(act) === 'on' ? 'primary' : 'default'} danger={sendsOf(act) === 'back'} onClick={() => setOpen(act)} aria-keyshortcuts={keys && byKey(KEYS[sendsOf(act)]) === act ? KEYS[sendsOf(act)] : undefined}>
            {labelOf(act)}{keys && byKey(KEYS[sendsOf(act)]) === act && <kbd>{KEYS[sendsOf(act)]}</kbd>}
          </Button>
        ))}
      </section>
      {open && stream && <ActDialog act={open} values={{ ...values, ...offerOf(open)?.known }} initial={offerOf(open)?.initial} asks={offerOf(open)?.asks} label={labelOf(open)} stream={stream} onClose={() => setOpen(undefined)} onRecorded={() => {
        setDone(say(workTexts.done, { title: say(open.command.title) }));
        setOpen(undefined);
        onRecorded?.();
      }} />}
    </div>
  );
}

function WhyNot({ acts, labelOf }: { readonly acts: readonly JudgedAct[]; readonly labelOf: (act: JudgedAct) => string }): JSX.Element | null {
  const say = useSay();
  const refused = acts.flatMap((act) => (act.verdict.possible ? [] : [{ label: labelOf(act), name: act.command.name, text: act.verdict.text }]));
  if (refused.length === 0) return null;
  return (
    <details className="lg-why-not" open>
      <summary>{say(workTexts.whyNot)}</summary>
      <ul>{refused.map(({ label, name, text }) => <li key={name}><strong>{label}</strong>: {say(text)}</li>)}</ul>
    </details>
  );
}
