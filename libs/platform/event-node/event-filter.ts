import type { EventChoice } from '@ledger/platform/event-store/embedded';
import { InvalidRequest } from './call-failure';
import { linearTest } from './pattern/matcher';

/** True for events that are wanted. */
export const isChosen = ({ by, test }: EventChoice, event: { readonly stream: string; readonly type: string }): boolean => test(event[by]);

/** One side of a filter as it is sent: a regular expression if there is one, else prefixes. */
interface Expression {
  getRegex(): string;
  getPrefixList(): readonly string[];
}

/** A filter as reads and persistent subscriptions send it. */
export interface FilterMessage {
  hasStreamIdentifier(): boolean;
  getStreamIdentifier(): Expression | undefined;
  hasEventType(): boolean;
  getEventType(): Expression | undefined;
}

const REGEX_LENGTH_MAX = 4_096;
const NAMES_MAX = 10_000;

/** Throws `InvalidRequest` when it says nothing, or no regular expression. */
export function eventFilter(filter: FilterMessage): EventChoice {
  const byStream = filter.getStreamIdentifier();
  const byType = filter.getEventType();
  if (filter.hasStreamIdentifier() && byStream) return { by: 'stream', test: textTest(byStream) };
  if (filter.hasEventType() && byType) return { by: 'type', test: textTest(byType) };
  throw new InvalidRequest('a filter by neither stream nor type');
}

function textTest(expression: Expression): (text: string) => boolean {
  const regex = expression.getRegex();
  return regex === '' ? prefixTest(expression.getPrefixList()) : regexTest(regex);
}

export const prefixTest = (prefixes: readonly string[]) => (text: string): boolean => prefixes.some((prefix) => text.startsWith(prefix));

/** True where the expression is found; matched in linear time, and once for most names. Throws `InvalidRequest`. */
export function regexTest(regex: string): (text: string) => boolean {
  const test = compile(regex);
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer !== undefined) return answer;
    if (known.size >= NAMES_MAX) known.clear();
    known.set(text, (answer = test(text)));
    return answer;
  };
}

function compile(regex: string): (text: string) => boolean {
  if (regex.length > REGEX_LENGTH_MAX) throw new InvalidRequest(`a regular expression of ${regex.length} characters: at most ${REGEX_LENGTH_MAX} are taken`);
  try {
    return linearTest(regex);
  } catch (error) {
    throw new InvalidRequest(`invalid regular expression: ${(error as Error).message}`);
  }
}
