import { useMemo } from 'react';
import type { RecordedEvent } from '../api/catalogue';
import { useCatalogue } from '../api/queries';
import { useSession } from '../api/session';
import type { WebCommand } from '../register/register-web';
import { usePermits } from './permits';
import { useRefusalTexts } from './refusal-texts';
import { useStreamState, type StreamState } from './stream-state';
import { verdictOn, type Verdict } from './verdict';

/** A command that might be issued about something, and whether it would be accepted now. */
export interface JudgedAct {
  readonly command: WebCommand;
  readonly verdict: Verdict;
}

type Values = Readonly<Record<string, string>>;

/** Days worth trying beside today: those of what was recorded about it last, the latest first. */
export const daysOf = (events: readonly RecordedEvent[], values: Values): readonly string[] => {
  const about = events.filter(({ data }) => Object.entries(values).some(([key, value]) => data[key] === value));
  return [...new Set(about.map(({ metadata }) => metadata.effectiveOn))].sort().reverse().slice(0, 2);
};

const NOTHING: Readonly<Record<string, Values>> = {};

/** Judges commands about one record by its decider and the reader's roles, again whenever something is recorded there. `own`: what is answered for one command alone. */
export function useActs(commands: readonly WebCommand[], values: Values, own: Readonly<Record<string, Values>> = NOTHING): { readonly acts: readonly JudgedAct[] | undefined; readonly stream: StreamState | undefined; readonly error: Error | null } {
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const permits = usePermits();
  const texts = useRefusalTexts();
  const [first] = commands;
  const { data: stream, error } = useStreamState(first!.decider, first!.rule.id(values));
  const acts = useMemo(() => {
    if (!stream || !texts || !me || !catalogue) return undefined;
    const standing = { state: stream.state, user: me.user, permits, texts, today: catalogue.today };
    const days = [catalogue.today, ...daysOf(stream.events, values)];
    return commands.map((command) => ({ command, verdict: verdictOn(command, { ...values, ...own[command.name] }, standing, days) }));
  }, [stream, texts, me, catalogue, permits, commands, values, own]);
  return { acts, stream, error };
}
