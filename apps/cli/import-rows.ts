import { createHash } from 'node:crypto';
import { omitPersonal, type CommandClass, type Field, type Shape } from '@ledger/kit';
import { actShape } from '@ledger/fields';
import { canonicalJson } from '@ledger/platform/audit-log';
import type { TypedRow } from '@ledger/platform/export';

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
}

const COMMAND_HEADINGS = ['command', 'Lệnh', 'Command'];

/**
 * Turns typed rows into command bodies. Headings are field keys (`amount`, `legalBasis.number`) or labels in either
 * language; cells are read by each field's own notation. Equal rows get different keys by their rank among equals,
 * so a file imported twice issues the same keys and records nothing new.
 */
export class RowReader {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly commands: ReadonlyMap<string, CommandClass>,
    private readonly defaultCommand: string | undefined,
  ) {}

  prepare(row: TypedRow): PreparedRow | UnusableRow {
    const heading = COMMAND_HEADINGS.find((name) => typeof row.cells[name] === 'string');
    const name = heading ? String(row.cells[heading]).trim() : this.defaultCommand;
    const Command = name ? this.commands.get(name) : undefined;
    if (!name || !Command) {
      return unusable(row.line, name ? `Không có lệnh «${name}».` : 'Thiếu cột «command» hoặc tùy chọn --command.', name ? `There is no command “${name}”.` : 'Neither a column “command” nor --command is given.');
    }
    const body: Record<string, unknown> = {};
    for (const [column, cell] of Object.entries(row.cells)) {
      if (column === heading) continue;
      const path = findPath({ ...Command.shape, ...actShape }, column);
      if (!path) return unusable(row.line, `Lệnh ${name} không có trường «${column}».`, `Command ${name} has no field “${column}”.`);
      assign(body, path.keys, typeof cell === 'string' && path.field.read ? path.field.read(cell) : cell);
    }
    return { line: row.line, command: name, body, key: this.keyOf(name, omitPersonal(Command.shape, body)) };
  }

  /** Keys lead to ids in the ledger, by which nobody may try out personal values: they are made without them. */
  private keyOf(command: string, body: unknown): string {
    const hash = createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify({ command, body })))).digest('hex');
    const rank = this.seen.get(hash) ?? 0;
    this.seen.set(hash, rank + 1);
    return `import:${hash}:${rank}`;
  }
}

export const isUnusable = (row: PreparedRow | UnusableRow): row is UnusableRow => 'problem' in row;

const unusable = (line: number, vi: string, en: string): UnusableRow => ({ line, problem: { vi, en } });

interface FieldPath {
  readonly keys: readonly string[];
  readonly field: Field;
}

/** Finds a heading among a shape's keys and labels; `legalBasis.number` reaches into a group of fields. */
function findPath(shape: Shape, heading: string): FieldPath | undefined {
  const [first, ...rest] = heading.split('.');
  const group = rest.length > 0 ? shape[first!]?.shape : undefined;
  if (group) {
    const inner = findPath(group, rest.join('.'));
    return inner && { keys: [first!, ...inner.keys], field: inner.field };
  }
  const key = Object.prototype.hasOwnProperty.call(shape, heading) ? heading : Object.keys(shape).find((name) => Object.values(shape[name]!.label).includes(heading));
  return key === undefined ? undefined : { keys: [key], field: shape[key]! };
}

function assign(body: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [key, ...rest] = keys as [string, ...string[]];
  if (rest.length === 0) body[key] = value;
  else assign((body[key] ??= {}) as Record<string, unknown>, rest, value);
}
