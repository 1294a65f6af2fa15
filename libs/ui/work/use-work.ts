import { useMemo } from 'react';
import type { Scope } from '@ledger/kit';
import type { Row } from '../api/catalogue';
import { useListPages, useNextPage } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { useRegisters, type Registers } from '../pages/registers';
import type { RegisterWeb, WebCommand } from '../register/register-web';
import type { WorkItems } from '../register/work-items';
import { usePermits, type Permits } from './permits';
import { commandOf } from './verdict';

/** One kind of work with the commands that do it. */
export interface WorkKind {
  /** `funds.payments-to-check`. */
  readonly id: string;
  readonly register: RegisterWeb;
  readonly items: WorkItems;
  readonly acts: readonly { readonly command: WebCommand; readonly sends: 'on' | 'back' }[];
}

/** One thing that waits for the reader. */
export interface WorkItem {
  readonly kind: WorkKind;
  readonly row: Row;
  /** The fields of the acts' commands that are answered. */
  readonly values: Readonly<Record<string, string>>;
  /** Tells it apart from all other work. */
  readonly id: string;
  /** The reader has had a part in it: it waits for somebody else of the same role. */
  readonly waitsForOthers: boolean;
}

const ROWS_PER_PAGE = 1_000;
/** Of each kind of work: whoever has more waiting sees the longest waiting, and is told. */
const PAGES_MAX = 20;

const kindsOf = ({ all }: Registers): readonly WorkKind[] =>
  all.flatMap((register) => register.inbox.map((items) => ({
    id: `${register.name}.${items.name}`, register, items,
    acts: items.acts.flatMap(({ command, sends }) => register.commands.filter(({ name }) => name === command).map((found) => ({ command: found, sends }))),
  })));

function answeredBy(kind: WorkKind, row: Row): Readonly<Record<string, string>> {
  if (kind.items.values) return kind.items.values(row);
  const fields = new Set(kind.acts.flatMap(({ command }) => Object.keys(command.shape)));
  return Object.fromEntries([...fields].flatMap((key) => (typeof row[key] === 'string' || typeof row[key] === 'number' ? [[key, String(row[key])]] : [])));
}

function scopeOf({ items }: WorkKind, command: WebCommand, values: Readonly<Record<string, string>>, row: Row): Scope {
  if (items.scope) return items.scope(row);
  try {
    return command.rule.scope(commandOf(command, values), command.decider.initial);
  } catch {
    // It is read from the record's state: the record's own page will tell.
    return {};
  }
}

function itemsOf(kind: WorkKind, rows: readonly Row[], permits: Permits, user: string): readonly WorkItem[] {
  return rows.flatMap((row) => {
    const values = answeredBy(kind, row);
    if (!kind.acts.some(({ command, sends }) => sends === 'on' && permits(command.rule.roles, scopeOf(kind, command, values, row)).permitted)) return [];
    const waitsForOthers = (kind.items.doneBy ?? []).some((column) => row[column] === user);
    return [{ kind, row, values, id: `${kind.id}:${Object.values(values).join('|')}`, waitsForOthers }];
  });
}

export interface Work {
  /** In the order of the registers and their kinds of work, the longest waiting first. */
  readonly items: readonly WorkItem[];
  readonly isLoading: boolean;
  /** Whether everything that waits has been read; until then there is more than `items`. */
  readonly isComplete: boolean;
  readonly error: Error | null;
}

/** What waits for the reader in all registers, kept up to date. */
export function useWork(): Work {
  const { me } = useSession();
  const registers = useRegisters();
  const permits = usePermits();
  const kinds = useMemo(() => kindsOf(registers), [registers]);
  // The kinds of work never change while the app runs, so neither does the number of hooks.
  const answers = kinds.map(({ register, items, acts }) => {
    const mayConcern = acts.some(({ command, sends }) => sends === 'on' && holdsOneOf(me, command.rule.roles));
    const pages = useListPages(`${register.name}/${items.list}`, { ...items.where, order: items.since, limit: ROWS_PER_PAGE }, {}, mayConcern);
    useNextPage(pages, (pages.data?.pages.length ?? 0) < PAGES_MAX);
    return pages;
  });
  const read = answers.map(({ data }) => data);
  const items = useMemo(() => kinds.flatMap((kind, index) => itemsOf(kind, read[index]?.pages.flatMap(({ rows }) => rows) ?? [], permits, me?.user ?? '')), [kinds, permits, me, ...read]);
  return { items, isLoading: answers.some(({ isLoading }) => isLoading), isComplete: answers.every(({ hasNextPage }) => !hasNextPage), error: answers.find(({ error }) => error)?.error ?? null };
}

/** How many things wait for the reader now, as one says it: `1.000+` while there are more than were read. */
export function useWorkCount(): { readonly count: number; readonly isComplete: boolean } {
  const { items, isComplete } = useWork();
  return { count: items.filter(({ waitsForOthers }) => !waitsForOthers).length, isComplete };
}
