import type { JsonObject, Recorded } from '@ledger/kit';
import * as fc from 'fast-check';
import { historyOf, type Told } from './history';

/** Names that sort differently by bytes, by UTF-16 units and in Vietnamese. */
const NAMES = ['An', 'Ánh', 'ánh', 'Đào', 'Dũng', 'Z', 'a b', '\uff5e', '\u{1f600}', 'Ế', 'E'];
const BASES = ['published', 'apportioned', 'illustrative', undefined];

interface Drawn {
  readonly what: number;
  readonly account: number;
  readonly entry: number;
  readonly name: string;
  readonly amount: number;
  readonly basis: string | undefined;
  readonly day: number;
  readonly wrong: number;
}

interface Length {
  readonly minLength?: number;
  readonly maxLength: number;
  /** Whether an event may come, once in a while, that no projection can take in. */
  readonly errors: boolean;
}

/** What the register of the tests may have recorded: mostly in order. */
export const historiesOf = ({ errors, ...length }: Length): fc.Arbitrary<readonly Recorded[]> =>
  fc
    .record({ gap: fc.constantFrom(1, 7), drawn: fc.array(drawing(errors), { ...length, size: 'max' }) })
    .map(({ drawn, gap }) => historyOf(drawn.flatMap(teller()), { gap }));

const drawing = (errors: boolean): fc.Arbitrary<Drawn> =>
  fc.record({
    what: fc.nat(99), account: fc.nat(3), entry: fc.nat(9_999), name: fc.constantFrom(...NAMES), amount: fc.integer({ min: -999_999_999_999, max: 999_999_999_999_999 }),
    basis: fc.constantFrom(...BASES), day: fc.constantFrom(1, 2, 15, 28), wrong: errors ? fc.nat(400) : fc.constant(400),
  });

export const shopHistories = historiesOf({ maxLength: 60, errors: true });

/** Tells one thing after another, remembering what exists. */
function teller(): (drawn: Drawn) => Told[] {
  const accounts = new Set<string>();
  const entries: string[] = [];
  return (drawn) => {
    const account = 'abcd'[drawn.account]!;
    const told = tell(drawn, account, accounts, entries);
    return told ? [{ ...told, stream: `shop.account-${account}`, metadata: metadataOf(drawn) }] : [];
  };
}

const metadataOf = ({ basis, day }: Drawn): JsonObject => ({
  effectiveOn: `2024-0${1 + (day % 3)}-${String(day).padStart(2, '0')}`,
  ...(basis ? { basis } : {}),
});

function tell(drawn: Drawn, account: string, accounts: Set<string>, entries: string[]): Told | undefined {
  if (drawn.wrong === 0) return { type: 'EntryWithdrawn', data: { entry: 'never' } };
  if (drawn.wrong === 1) return { type: 'AmountPosted', data: { account, entry: 'x' } };
  if (drawn.what < 5) return { type: 'SomethingElse', data: {} };
  const known = accounts.has(account);
  if (!known) {
    accounts.add(account);
    const paper: JsonObject = drawn.day > 14 ? { paper: { number: '1/QĐ', issuedOn: '2024-01-02' } } : {};
    return drawn.what < 60
      ? { type: 'AccountOpened', data: { account, owner: drawn.name, kind: drawn.what % 2 ? 'cash' : 'bank', ...paper } }
      : { type: 'AccountReopened', data: { account, owner: drawn.name } };
  }
  return tellOfAccount(drawn, account, accounts, entries);
}

function tellOfAccount({ what, name, amount, entry, day }: Drawn, account: string, accounts: Set<string>, entries: string[]): Told {
  const old = entries[entry % Math.max(1, entries.length)];
  if (what < 15) return { type: 'AccountRenamed', data: { account, owner: name } };
  if (what < 20) return accounts.delete(account) ? { type: 'AccountClosed', data: { account } } : { type: 'SomethingElse', data: {} };
  if (what < 30) return { type: 'AccountReopened', data: { account, owner: name } };
  if (what < 45) return { type: 'RatingGiven', data: { account, rating: Math.abs(amount) % 10, ...(day % 2 ? { on: `2024-02-${String(day).padStart(2, '0')}` } : {}) } };
  if (what < 55 && old) return { type: 'EntryCorrected', data: { entry: old, amount: String(amount) } };
  if (what < 60 && old) {
    entries.splice(entries.indexOf(old), 1);
    return { type: 'EntryWithdrawn', data: { entry: old } };
  }
  const added = `e${entry}`;
  if (!entries.includes(added)) entries.push(added);
  return { type: 'AmountPosted', data: { account, entry: added, amount: String(amount) } };
}
