import { code, count, day, optional, programCode, text } from '@ledger/fields';
import { datedTable, defineProjection, handle, latest, put, type Projection, type RowOf, type Source, type WithBasis } from '@ledger/kit';
import { programsEvents } from './events';
import { codeSortKey, nameEnField, nameField, programOf } from './program-words';

const programsTable = (register: string) =>
  datedTable(`${register}_programs`, {
    label: { vi: 'Chương trình và dự án thành phần', en: 'Programs and components' },
    columns: {
      code: code({ word: 'program-or-component', label: { vi: 'Mã', en: 'Code' }, pattern: /^[A-Z]{2,8}(\.[0-9]{1,2}){0,2}$/, example: 'DTTS.4.1' }),
      revision: count({ label: { vi: 'Lần thay đổi', en: 'Revision' } }),
      program: programCode(),
      name: nameField(),
      nameEn: nameEnField(),
      sortKey: text({ label: { vi: 'Khóa sắp xếp', en: 'Sort key' } }),
      opensOn: day({ vi: 'Từ ngày', en: 'Opens on' }),
      closesOn: optional(day({ vi: 'Đến hết ngày', en: 'Closes on' })),
    },
    key: ['code', 'revision'],
  });

export type ProgramsTable = ReturnType<typeof programsTable>;
export type ProgramRow = RowOf<ProgramsTable> & WithBasis;

export interface ProgramDirectory {
  readonly projection: Projection;
  readonly table: ProgramsTable;
  /** The programs and components of these codes as they are on the day, and the programs that the components are part of. */
  inForce(codes: readonly string[]): Source<ProgramRow>;
  /** Every program and component as it is on the day. */
  all(): Source<ProgramRow>;
}

/** A register's own list of programs and components, `<register>_programs`, kept from the events of `programs`. */
export function programDirectory(register: string): ProgramDirectory {
  const table = programsTable(register);
  return {
    table,
    projection: defineProjection(table.name, {
      version: 1,
      tables: [table],
      on: handle(programsEvents, {
        ProgramOpened: (program, meta) => [put(table, { ...program, ...placeOf(program.code), revision: Number(meta.revision) })],
        ComponentAdded: ({ code, name, nameEn }, meta) => [
          put(table, { code, name, nameEn, ...placeOf(code), opensOn: meta.effectiveOn, revision: Number(meta.revision) }),
        ],
        ProgramClosed: (program, meta) => [put(table, { ...program, ...placeOf(program.code), revision: Number(meta.revision) })],
      }),
    }),
    inForce: (codes) => latest(table, { by: ['code'], where: { code: { in: [...new Set([...codes, ...codes.map(programOf)])] } } }),
    all: () => latest(table, { by: ['code'] }),
  };
}

const placeOf = (code: string) => ({ program: programOf(code), sortKey: codeSortKey(code) });

/** The program or component of that code, when it and its program are open on the day. */
export function programOpenOn(programs: readonly ProgramRow[], code: string, day: string): ProgramRow | undefined {
  const isOpen = (row: ProgramRow) => row.opensOn <= day && (row.closesOn === undefined || day <= row.closesOn);
  const found = programs.find((row) => row.code === code);
  const program = programs.find((row) => row.code === programOf(code));
  return found && program && isOpen(found) && isOpen(program) ? found : undefined;
}

/** The program or component of that code, open or closed: money of a plan year is still paid out after the period. */
export const programKnown = (programs: readonly ProgramRow[], code: string): ProgramRow | undefined =>
  programs.find((row) => row.code === code);
