import { isDay } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { leftIn, pockets, type LineState } from '@ledger/registers/funds/domain';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import type { GroupInput } from '@ledger/ui/form/form-input';
import { problemsOf, type Problems } from '@ledger/ui/form/form-problems';
import type { WebCommand } from '@ledger/ui/register/register-web';
import { usePermits } from '@ledger/ui/work/permits';
import { useRefusalTexts } from '@ledger/ui/work/refusal-texts';
import { verdictOn } from '@ledger/ui/work/verdict';
import { enteredAmount, enteredText } from '../entered';

const WHOLE = /^-?\d+$/;

/** What a request comes to while it is being typed. */
export interface Outlook {
  /** What is left to spend, where the money is to be taken from. */
  readonly left: bigint;
  readonly amount: bigint | undefined;
  /** Why the decider would refuse it, when it is about no field that is shown. */
  readonly refusal: Words | undefined;
  readonly problems: Problems;
}

/** Asks the line's own decider about what stands in the form: the same rule that will decide on the server. */
export function useOutlook(command: WebCommand, inputs: GroupInput, state: LineState): Outlook {
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const permits = usePermits();
  const texts = useRefusalTexts() ?? {};
  const today = catalogue!.today;
  const commitment = enteredText(inputs, 'commitment');
  const amount = enteredAmount(inputs);
  const left = leftIn(state, pockets.origin(commitment === '' ? undefined : commitment));
  const day = enteredText(inputs, 'effectiveOn');
  const values = Object.fromEntries(['line', 'payment', 'kind', 'commitment'].flatMap((key) => (isWellFormed(command, key, enteredText(inputs, key)) ? [[key, enteredText(inputs, key)]] : [])));
  const verdict = verdictOn(command, { ...values, amount: amount === undefined ? '1' : enteredText(inputs, 'amount') }, { state, user: me!.user, permits, texts, today }, [isDay(day) ? day : today]);
  const typed = enteredText(inputs, 'amount');
  // What no amount can be, the rule is not asked about.
  const unusable: Problems = amount === undefined && WHOLE.test(typed) ? problemsOf({ amount: command.shape['amount']! }, [], { amount: typed }) : new Map();
  if (verdict.possible) return { left, amount, refusal: undefined, problems: unusable };
  const isShown = verdict.field === 'amount' ? amount !== undefined : verdict.field !== undefined;
  return { left, amount, refusal: verdict.field === undefined ? verdict.text : undefined, problems: new Map([...unusable, ...(isShown ? [[verdict.field!, verdict.text] as const] : [])]) };
}

/** Half-typed codes are no question yet. */
function isWellFormed({ shape }: WebCommand, key: string, text: string): boolean {
  if (text === '') return false;
  try {
    shape[key]!.decode(text, key);
    return true;
  } catch {
    return false;
  }
}
