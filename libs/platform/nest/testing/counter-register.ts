import { count, day, id, many, optional, text, unitCode, vnd } from '@ledger/fields';
import {
  command, currentTable, datedTable, defineDecider, defineEvents, defineProcess, defineProjection, defineRegister, defineReport, handle, issue, list, must, patch, put, sum,
  type Register, type RowOf,
} from '@ledger/kit';

const counterId = () => id({ vi: 'Bộ đếm', en: 'Counter' });
const amount = () => vnd({ label: { vi: 'Số tiền', en: 'Amount' } });

export class OpenCounter extends command({ counter: counterId(), unit: unitCode(), limit: amount(), note: optional(text({ label: { vi: 'Ghi chú', en: 'Note' }, max: 1_500_000 })) }) {}
export class AddToCounter extends command({ counter: counterId(), amount: amount() }) {}
export class AddTwice extends command({ counter: counterId(), amounts: many(amount(), { label: { vi: 'Các số tiền', en: 'Amounts' }, min: 2, max: 2 }) }) {}
export class CloseCounter extends command({ counter: counterId(), on: day({ vi: 'Ngày đóng', en: 'Closing day' }) }) {}
/** Issued by the process `mirror` alone. */
export class MirrorAddition extends command({ counter: counterId(), amount: amount() }) {}
export class RecordMiss extends command({ counter: counterId(), times: count({ label: { vi: 'Số lần', en: 'Times' } }) }) {}

export const counterEvents = defineEvents('counters', {
  CounterOpened: { counter: counterId(), unit: unitCode(), limit: amount(), note: optional(text({ label: { vi: 'Ghi chú', en: 'Note' }, max: 1_500_000 })) },
  CounterAdded: { counter: counterId(), amount: amount() },
  CounterClosed: { counter: counterId(), on: day({ vi: 'Ngày đóng', en: 'Closing day' }) },
  AdditionMirrored: { counter: counterId(), amount: amount() },
  MirrorMissed: { counter: counterId(), times: count({ label: { vi: 'Số lần', en: 'Times' } }) },
});

interface CounterState {
  readonly unit?: string;
  readonly limit: bigint;
  readonly total: bigint;
  readonly closed: boolean;
}

interface CounterFacts {
  readonly counters: readonly RowOf<typeof counters>[];
}

const counters = currentTable('counters_counters', {
  label: { vi: 'Bộ đếm', en: 'Counters' },
  columns: { counter: counterId(), unit: unitCode(), additions: count({ label: { vi: 'Số lần cộng', en: 'Additions' } }) },
  key: ['counter'],
});

const additions = datedTable('counters_additions', {
  label: { vi: 'Các lần cộng', en: 'Additions' },
  columns: { counter: counterId(), revision: count({ label: { vi: 'Lần', en: 'Revision' } }), amount: amount() },
  key: ['counter', 'revision'],
});

const counter = defineDecider<CounterState, CounterFacts>()({
  kind: 'counter',
  events: counterEvents,
  types: ['CounterOpened', 'CounterAdded', 'CounterClosed'],
  initial: { limit: 0n, total: 0n, closed: false },
  evolve: {
    CounterOpened: (state, { unit, limit }) => ({ ...state, unit, limit }),
    CounterAdded: (state, event) => ({ ...state, total: state.total + event.amount }),
    CounterClosed: (state) => ({ ...state, closed: true }),
  },
  rules: (on) => [
    on(OpenCounter, {
      roles: ['clerk'],
      id: ({ counter: name }) => name,
      scope: ({ unit }) => ({ unit }),
      decide: (command, state) => {
        must(state.unit === undefined, 'counters.open-already', { field: 'counter', counter: command.counter });
        return [counterEvents.CounterOpened(command)];
      },
    }),
    on(AddToCounter, {
      roles: ['clerk'],
      id: ({ counter: name }) => name,
      scope: (_, { unit }) => ({ unit }),
      decide: (command, state) => {
        must(state.unit !== undefined, 'counters.unknown', { field: 'counter' });
        must(!state.closed, 'counters.closed');
        must(state.total + command.amount <= state.limit, 'counters.over-limit', { field: 'amount', left: state.limit - state.total });
        return [counterEvents.CounterAdded(command)];
      },
    }),
    on(AddTwice, {
      roles: ['clerk'],
      id: ({ counter: name }) => name,
      decide: ({ counter: name, amounts }) => amounts.map((each) => counterEvents.CounterAdded({ counter: name, amount: each })),
    }),
    on(CloseCounter, {
      roles: ['checker'],
      id: ({ counter: name }) => name,
      needs: ['counters'],
      requires: ['legalBasis', 'reason'],
      decide: (command, _, { facts }) => {
        must(facts.counters[0]?.counter === command.counter, 'counters.not-listed', { field: 'counter' });
        return [counterEvents.CounterClosed(command)];
      },
    }),
  ],
});

/** Mirrors sit in streams of their own; `…-shut` refuses everything, `…-later` until it has missed once, `…-broken` for a reason nobody foresaw. */
const mirror = defineDecider<{ readonly total: bigint; readonly missed: boolean }>()({
  kind: 'mirror',
  events: counterEvents,
  types: ['AdditionMirrored', 'MirrorMissed'],
  initial: { total: 0n, missed: false },
  evolve: { AdditionMirrored: (state, event) => ({ ...state, total: state.total + event.amount }), MirrorMissed: (state) => ({ ...state, missed: true }) },
  rules: (on) => [
    on(MirrorAddition, {
      roles: ['process'],
      id: ({ counter: name }) => name,
      decide: (command, { missed }) => {
        must(!command.counter.endsWith('-shut'), 'counters.mirror-shut');
        must(missed || !command.counter.endsWith('-later'), 'counters.mirror-shut');
        must(!command.counter.endsWith('-broken'), 'counters.mirror-broken');
        return [counterEvents.AdditionMirrored(command)];
      },
    }),
    on(RecordMiss, { roles: ['process'], id: ({ counter: name }) => name, decide: (command) => [counterEvents.MirrorMissed(command)] }),
  ],
});

const counterList = defineProjection('counters_counters', {
  version: 1,
  tables: [counters, additions],
  on: handle(counterEvents, {
    CounterOpened: ({ counter: name, unit }) => [put(counters, { counter: name, unit, additions: 0 })],
    CounterAdded: ({ counter: name, amount: added }, meta) => [
      patch(counters, { counter: name }, { additions: Number(meta.revision) }),
      put(additions, { counter: name, revision: Number(meta.revision), amount: added }),
    ],
  }),
});

const mirroring = defineProcess('mirror', {
  on: handle(counterEvents, { CounterAdded: ({ counter: name, amount: added }) => [issue(new MirrorAddition({ counter: name, amount: added }))] }),
  refused: { 'counters.mirror-shut': ({ command: refused }) => [issue(new RecordMiss({ counter: (refused as { counter: string }).counter, times: 1 }))] },
});

const totals = defineReport('counter-totals', {
  version: 1,
  title: { vi: 'Tổng theo bộ đếm', en: 'Totals by counter' },
  params: { counter: optional(counterId()) },
  roles: ['clerk', 'checker'],
  sources: ({ counter: name }) => ({ sums: sum(additions, { by: ['counter'], of: ['amount'], where: name === undefined ? {} : { counter: name }, count: 'times' }) }),
  columns: () => [
    { key: 'counter', label: { vi: 'Bộ đếm', en: 'Counter' }, unit: 'text' },
    { key: 'amount', label: { vi: 'Tổng', en: 'Total' }, unit: 'VND' },
  ],
  build: ({ sums }) => ({
    rows: sums.map((row) => ({ counter: row.counter, amount: row.amount.toString() })),
    totals: { amount: sums.reduce((all, row) => all + row.amount, 0n).toString() },
    notes: [{ vi: 'Chỉ để thử.', en: 'For tests.' }],
  }),
});

/** A register made for the shell's own tests: small, with one of everything. */
export const registers: readonly Register[] = [
  defineRegister({
    name: 'counters',
    label: { vi: 'Bộ đếm', en: 'Counters' },
    deciders: [counter, mirror],
    projections: [counterList],
    processes: [mirroring],
    reports: [totals],
    facts: { counters: ({ counter: name }: CloseCounter) => list(counters, { where: { counter: name } }) },
    messages: {
      'counters.open-already': { vi: 'Bộ đếm {counter} đã mở.', en: 'Counter {counter} is open already.' },
      'counters.unknown': { vi: 'Chưa có bộ đếm này.', en: 'There is no such counter.' },
      'counters.closed': { vi: 'Bộ đếm đã đóng.', en: 'The counter is closed.' },
      'counters.over-limit': { vi: 'Chỉ còn {left} đồng.', en: 'Only {left} VND are left.' },
      'counters.not-listed': { vi: 'Bộ đếm chưa có trong danh sách.', en: 'The counter is not listed.' },
    },
  }),
];
