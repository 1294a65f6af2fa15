import { actShape } from '@ledger/fields';
import { omitPersonal, type Shape } from '@ledger/kit';
import type { TypedRow } from '@ledger/platform/export';
import { contentHash, contentKey } from './content-key';
import { fieldAt } from './headings';

/** One row as it will be sent: the command's name, its JSON body, and a key that is the same for the same row of the same file. */
export interface PreparedRow {
  readonly line: number;
  readonly command: string;
  readonly body: { readonly [key: string]: unknown };
  readonly key: string;
}

export interface UnusableRow {
  readonly line: number;
  readonly problem: { readonly vi: string; readonly en: string };
  /** The heading of the cell that it is about. */
  readonly heading?: string;
}

const COMMAND_HEADINGS = ['command', 'Lệnh', 'Command'];

/**
 * Turns typed rows into command bodies. Headings are field keys (`amount`, `legalBasis.number`) or labels in either
 * language; cells are read by each field's own notation. Equal rows get different keys by their rank among equals,
 * so a file imported twice issues the same keys and records nothing new.
 */
export class RowReader {
  private readonly seen = new Map<string, number>();

  /** `common`: parts of the body that every row has unless it says otherwise. */
  constructor(
    private readonly commands: ReadonlyMap<string, { readonly shape: Shape }>,
    private readonly defaultCommand: string | undefined,
    private readonly common: { readonly [key: string]: unknown } = {},
  ) {}

  prepare(row: TypedRow): PreparedRow | UnusableRow {
    const heading = COMMAND_HEADINGS.find((name) => typeof row.cells[name] === 'string');
    const name = heading ? String(row.cells[heading]).trim() : this.defaultCommand;
    const known = name ? this.commands.get(name) : undefined;
    if (!name || !known) {
      return unusable(row.line, name ? `Không có lệnh «${name}».` : 'Thiếu cột «command» hoặc tùy chọn --command.', name ? `There is no command “${name}”.` : 'Neither a column “command” nor --command is given.');
    }
    const body: Record<string, unknown> = {};
    for (const [column, cell] of Object.entries(row.cells)) {
      if (column === heading) continue;
      const path = fieldAt({ ...known.shape, ...actShape }, column);
      if (!path) return unusable(row.line, `Lệnh ${name} không có trường «${column}».`, `Command ${name} has no field “${column}”.`, column);
      assign(body, path.keys, typeof cell === 'string' && path.field.read ? path.field.read(cell.normalize('NFC')) : cell);
    }
    const whole = { ...this.common, ...body };
    return { line: row.line, command: name, body: whole, key: this.keyOf(name, omitPersonal(known.shape, whole)) };
  }

  /** Keys lead to ids in the ledger, by which nobody may try out personal values: they are made without them. */
  private keyOf(command: string, body: unknown): string {
    const hash = contentHash(command, body);
    const rank = this.seen.get(hash) ?? 0;
    this.seen.set(hash, rank + 1);
    return contentKey(hash, rank);
  }
}

export const isUnusable = (row: PreparedRow | UnusableRow): row is UnusableRow => 'problem' in row;

const unusable = (line: number, vi: string, en: string, heading?: string): UnusableRow => ({ line, problem: { vi, en }, ...(heading === undefined ? {} : { heading }) });

function assign(body: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [key, ...rest] = keys as [string, ...string[]];
  if (rest.length === 0) body[key] = value;
  else assign((body[key] ??= {}) as Record<string, unknown>, rest, value);
}
