import { add, currentTable, datedTable, defineEvents, defineProjection, drop, handle, patch, put, type Words } from '@ledger/kit';
import { choice, count, day, id, legalBasis, optional, text, vnd, vndBalance, vndChange, yesNo } from '@ledger/fields';

const words = (en: string): Words => ({ vi: en, en });

/** A small register that uses every kind of change and every kind of column. */
export const events = defineEvents('shop', {
  AccountOpened: { account: id(words('Account')), owner: text({ label: words('Owner') }), kind: choice('kind', words('Kind'), { cash: words('Cash'), bank: words('Bank') }), paper: optional(legalBasis()) },
  AccountRenamed: { account: id(words('Account')), owner: text({ label: words('Owner') }) },
  AccountClosed: { account: id(words('Account')) },
  AccountReopened: { account: id(words('Account')), owner: text({ label: words('Owner') }) },
  AmountPosted: { account: id(words('Account')), entry: id(words('Entry')), amount: vndChange() },
  EntryCorrected: { entry: id(words('Entry')), amount: vndChange() },
  EntryWithdrawn: { entry: id(words('Entry')) },
  RatingGiven: { account: id(words('Account')), rating: count({ label: words('Rating') }), on: optional(day(words('Day'))) },
});

export const accounts = currentTable('shop_accounts', {
  label: words('Accounts'),
  columns: {
    account: id(words('Account')),
    owner: text({ label: words('Owner') }),
    kind: optional(choice('kind', words('Kind'), { cash: words('Cash'), bank: words('Bank') })),
    balance: vndBalance(words('Balance')),
    entries: vnd({ min: 0n }),
    paper: optional(legalBasis()),
    closed: yesNo(words('Closed')),
  },
  key: ['account'],
  indexes: [['kind']],
});

export const postings = datedTable('shop_postings', {
  label: words('Postings'),
  columns: { entry: id(words('Entry')), account: id(words('Account')), kind: optional(text({ label: words('Kind') })), amount: vndChange() },
  key: ['entry'],
  indexes: [['account']],
});

export const ratings = datedTable('shop_ratings', {
  label: words('Ratings'),
  columns: { account: id(words('Account')), position: vndChange(), rating: count({ label: words('Rating') }), good: yesNo(words('Good')) },
  key: ['account', 'position'],
  indexes: [['account']],
});

export const accountsProjection = defineProjection('shop.accounts', {
  version: 1,
  tables: [accounts],
  on: handle(events, {
    AccountOpened: ({ account, owner, kind, paper }) => [put(accounts, { account, owner, kind, paper, balance: 0n, entries: 0n, closed: false })],
    AccountRenamed: ({ account, owner }) => [patch(accounts, { account }, { owner, kind: undefined })],
    AccountClosed: ({ account }) => [drop(accounts, { account })],
    AccountReopened: ({ account, owner }) => [
      put(accounts, { account, owner, balance: 0n, entries: 0n, closed: true }),
      drop(accounts, { account }),
      put(accounts, { account, owner, balance: 0n, entries: 0n, closed: false }),
      add(accounts, { account }, { entries: 1n }),
    ],
    AmountPosted: ({ account, amount }) => [add(accounts, { account }, { balance: amount }), add(accounts, { account }, { entries: 1n })],
  }),
});

export const postingsProjection = defineProjection('shop.postings', {
  version: 1,
  tables: [postings, ratings],
  on: handle(events, {
    AmountPosted: ({ account, entry, amount }, meta) => [put(postings, { entry, account, amount, kind: meta.actor.role })],
    EntryCorrected: ({ entry, amount }) => [patch(postings, { entry }, { amount, kind: undefined })],
    EntryWithdrawn: ({ entry }) => [drop(postings, { entry })],
    // Two facts of one event, account and day, one above and one below zero: only the key tells which is the latest.
    RatingGiven: ({ account, rating, on }, meta) =>
      [meta.position, -meta.position].map((position) => put(ratings, { account, position, rating, good: rating > 5 }, on)),
  }),
});

export const projections = [accountsProjection, postingsProjection];
