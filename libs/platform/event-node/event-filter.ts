import type { EventChoice } from '@ledger/platform/event-store/embedded';
import { InvalidRequest } from './call-failure';

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
  if (regex !== '') {
    const compiled = compile(regex);
    return (text) => compiled.test(text);
  }
  const prefixes = expression.getPrefixList();
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

function compile(regex: string): RegExp {
  if (regex.length > REGEX_LENGTH_MAX) throw new InvalidRequest(`a regular expression of ${regex.length} characters: at most ${REGEX_LENGTH_MAX} are taken`);
  try {
    return new RegExp(regex);
  } catch (error) {
    throw new InvalidRequest(`invalid regular expression: ${(error as Error).message}`);
  }
}
