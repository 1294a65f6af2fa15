import { actShape } from '@ledger/fields';
import { decodeShape, encodeShape, type Field, type FieldProblem, type Json, type Shape, type Words } from '@ledger/kit';
import { fieldAt, isUnusable, RowReader, type PreparedRow, type UnusableRow } from '@ledger/platform/import';
import type { Import, ImportProblem, ImportRow } from '@ledger/platform/office-store';
import { officeCommandId } from '../commands/office-command-id';
import { bodyShape, readBody } from '../ledger/command-body';
import type { ActFields, Receipt } from '../ledger/order';
import { OPERATOR_TOKEN_USER } from '../authority';
import { operatorActor } from '../identity';
import type { KnownCommand } from '../ledger/catalogue';
import { Problem } from '../problems/problem';
import { Problems, type ProblemDocument } from '../problems/problem-document';
import type { Shell } from '../shell';
import { recordedBy, recordedEvent } from './recorded-by';

/** A row as it will be tried and recorded, or why it cannot be. */
export interface ReadyRow {
  readonly row: ImportRow;
  readonly prepared: PreparedRow | UnusableRow;
}

/** The rows of an import with their keys: equal rows are told apart by their order. */
export function readyRows(shell: Shell, file: Import, rows: readonly ImportRow[]): readonly ReadyRow[] {
  const reader = new RowReader(shell.catalogue.commands, file.command, file.common);
  return rows.map((row) => ({ row, prepared: reader.prepare({ line: row.line, cells: row.cells }) }));
}

/** What has become of a row that was tried or recorded. Errors that are nobody's fault are thrown: the row waits. */
export async function settled(shell: Shell, file: Import, { row, prepared }: ReadyRow, dryRun: boolean): Promise<ImportRow> {
  const { line, cells } = row;
  if (isUnusable(prepared)) return { line, cells, verdict: 'unusable', problems: [{ ...prepared.problem, ...(prepared.heading === undefined ? {} : { heading: prepared.heading }) }] };
  const known = shell.catalogue.commands.get(prepared.command)!;
  try {
    const receipt = await issue(shell, file, known, prepared, dryRun);
    const before = receipt.hit ? await recordedEvent(shell.store, receipt) : undefined;
    // What is there already under this import's own id was recorded by it, before it was interrupted.
    const isOthers = before !== undefined && before.metadata.correlationId !== file.id;
    const verdict = isOthers ? 'already-recorded' : dryRun && !receipt.hit ? 'would-record' : 'recorded';
    return { line, cells, verdict, problems: isOthers ? [recordedBy(before)] : [], stream: receipt.stream, ...(receipt.position < 0n ? {} : { position: receipt.position.toString() }) };
  } catch (error) {
    const problem = new Problems(shell.catalogue.messages).of(error);
    if (problem.status >= 500) throw error;
    return { line, cells, verdict: problem.code === 'ledger.malformed-fields' ? 'unusable' : 'refused', problems: problemsOf(known, cells, problem) };
  }
}

async function issue(shell: Shell, { username, id }: Import, known: KnownCommand, { body, key }: PreparedRow, dryRun: boolean): Promise<Receipt> {
  if (known.personal) throw new Problem(422, 'import.personal', { command: known.name });
  const { command, act } = readBody(known, bodyShape(known, shell.demo), body);
  const issuer = username === OPERATOR_TOKEN_USER ? { actor: operatorActor } : { user: username };
  const commandId = await officeCommandId(shell, { ...issuer, key, known, body });
  return shell.ledger.execute({ ...issuer, command, act, key, commandId, dryRun, correlationId: id });
}

function problemsOf(known: KnownCommand, cells: ImportRow['cells'], { fields, text, code }: ProblemDocument): readonly ImportProblem[] {
  if (fields.length === 0) return [{ ...text, code }];
  return fields.map((field) => {
    const heading = headingOf({ ...known.shape, ...actShape }, cells, field.path);
    const label = labelAt({ ...known.shape, ...actShape }, field);
    const says = chosenFrom(known.shape[field.path], field);
    return { vi: label.vi === '' ? says.vi : `${label.vi}: ${says.vi}`, en: label.en === '' ? says.en : `${label.en}: ${says.en}`, code: field.code, ...(heading === undefined ? {} : { heading }) };
  });
}

/** Who fills in a file chooses among labels, not codes. */
function chosenFrom(field: (Field & { readonly choices?: { readonly [value: string]: Words } }) | undefined, { code, text }: FieldProblem): Words {
  if (code !== 'field.not-a-choice' || !field?.choices) return text;
  const labels = Object.values(field.choices);
  return { vi: `phải là một trong: ${labels.map(({ vi }) => vi).join('; ')}.`, en: `must be one of: ${labels.map(({ en }) => en).join('; ')}.` };
}

function labelAt(shape: Shape, { path }: FieldProblem): { readonly vi: string; readonly en: string } {
  const [first, ...rest] = path.split('.');
  const field = shape[first!];
  if (!field) return { vi: '', en: '' };
  if (rest.length === 0 || !field.shape) return field.label;
  return labelAt(field.shape, { path: rest.join('.') } as FieldProblem);
}

/** The heading among the row's cells that stands for the field at the path. */
function headingOf(shape: Shape, cells: ImportRow['cells'], path: string): string | undefined {
  return Object.keys(cells).find((heading) => fieldAt(shape, heading)?.keys.join('.') === path);
}

/** The common part of the bodies, checked as the act it will be: throws `InvalidFields`. */
export function commonAct(shell: Shell, json: unknown): { readonly [key: string]: Json } {
  const shape: Shape = { effectiveOn: actShape.effectiveOn, legalBasis: actShape.legalBasis, reason: actShape.reason, evidence: actShape.evidence, ...(shell.demo ? { basis: actShape.basis } : {}) };
  return encodeShape(shape, decodeShape(shape, json) as ActFields & Record<string, unknown>) as { readonly [key: string]: Json };
}
