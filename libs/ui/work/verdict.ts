import { decodeShape, Refusal, type Act, type Fact, type Scope, type Shape, type Words } from '@ledger/kit';
import { bodyOf } from '../form/form-input';
import type { WebCommand } from '../register/register-web';
import type { Permits } from './permits';
import { refusalText, type RefusalTexts } from './refusal-text';

/** Whether a command would be accepted as things stand, or why not. */
export type Verdict =
  | { readonly possible: true; readonly effectiveOn: string; readonly facts: readonly Fact[] }
  | { readonly possible: false; readonly code: string; readonly field?: string; readonly text: Words };

/** What a verdict is given beside the command. */
export interface Standing {
  /** The record's state, folded by the command's own decider. */
  readonly state: unknown;
  readonly user: string;
  readonly permits: Permits;
  readonly texts: RefusalTexts;
  /** Today in the ledger's zone. */
  readonly today: string;
}

type Values = Readonly<Record<string, string>>;

/** A command with the fields that are answered; those that are left open stay absent. */
export function commandOf({ shape, rule }: WebCommand, values: Values): object {
  const answered: Shape = Object.fromEntries(Object.entries(shape).filter(([key]) => values[key] !== undefined));
  return new rule.Command(decodeShape(answered, bodyOf(answered, values)) as never) as object;
}

/** What a command's rule takes its reach from; nothing while it cannot say. */
export const scopeOf = ({ rule }: WebCommand, command: object, state: unknown): Scope => {
  try {
    return rule.scope(command, state);
  } catch {
    return {};
  }
};

/**
 * Asks the register's own decider, in the browser. `days`: effective dates to try, the first that is accepted counts;
 * the refusal told is that of the first. What the decider cannot answer here (it needs facts of other registers, or a
 * field that is still open) counts as possible: the dry run will say.
 */
export function verdictOn(command: WebCommand, values: Values, standing: Standing, days: readonly string[] = [standing.today]): Verdict {
  const { state, permits, texts, user, today } = standing;
  const asked = commandOf(command, values);
  const permitted = permits(command.rule.roles, scopeOf(command, asked, state));
  if (!permitted.permitted) return { possible: false, code: permitted.code, text: refusalText(texts, permitted.code, permitted.details) };
  const actor = { user, role: permitted.role, unit: permitted.unit };
  const verdicts = days.map((effectiveOn) => decided(command, asked, state, { actor, effectiveOn, recordedAt: `${today}T05:00:00.000Z`, recordedOn: today }, texts));
  return verdicts.find(({ possible }) => possible) ?? verdicts[0]!;
}

function decided({ rule }: WebCommand, asked: object, state: unknown, act: Act, texts: RefusalTexts): Verdict {
  try {
    return { possible: true, effectiveOn: act.effectiveOn, facts: rule.decide(asked, state, { act, facts: {} }) as readonly Fact[] };
  } catch (error) {
    if (error instanceof Refusal) return { possible: false, code: error.code, field: error.field, text: refusalText(texts, error.code, error.details) };
    return { possible: true, effectiveOn: act.effectiveOn, facts: [] };
  }
}
