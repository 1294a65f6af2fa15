import type { Json, Words } from '@ledger/kit';
import type { OfficeDatabase, Row } from './office-database';

/** What has become of a file: its rows are tried, they wait for their word to be recorded, they are being recorded, or that is done. */
export type ImportState = 'checking' | 'checked' | 'recording' | 'done';

/** What has become of one row. */
export type ImportVerdict = 'waiting' | 'would-record' | 'already-recorded' | 'refused' | 'unusable' | 'recorded';

/** A file of rows that somebody brought. Instants in milliseconds since 1970 UTC. */
export interface Import {
  readonly id: string;
  readonly username: string;
  readonly command: string;
  /** The file's name, as it was given. */
  readonly name: string;
  readonly sha256: string;
  readonly state: ImportState;
  readonly headings: readonly string[];
  /** Parts of the body that every row has unless it says otherwise. */
  readonly common: { readonly [key: string]: Json };
  readonly begun: number;
  readonly ended?: number;
}

export interface ImportProblem extends Words {
  /** The heading of the cell it is about. */
  readonly heading?: string;
  readonly code?: string;
}

/** One row, as it stands in the file or was put right. */
export interface ImportRow {
  /** As people count lines. */
  readonly line: number;
  readonly cells: { readonly [heading: string]: Json };
  readonly verdict: ImportVerdict;
  readonly problems: readonly ImportProblem[];
  readonly stream?: string;
  /** Decimal. */
  readonly position?: string;
}

export type ImportCounts = { readonly [verdict in ImportVerdict]?: number };

/** Imports, so that a restart goes on where it was and everybody finds what became of their file. */
export class Imports {
  private readonly statements;

  constructor(private readonly db: OfficeDatabase) {
    const columns = 'SELECT line, cells, verdict, problems, stream, position FROM import_rows WHERE import = ?';
    this.statements = {
      insert: db.prepare('INSERT INTO imports (id, username, command, name, sha256, state, headings, common, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      insertRow: db.prepare("INSERT INTO import_rows (import, line, cells, verdict, problems) VALUES (?, ?, ?, 'waiting', '[]')"),
      get: db.prepare('SELECT * FROM imports WHERE id = ?'),
      state: db.prepare('UPDATE imports SET state = ?, ended = ? WHERE id = ?'),
      common: db.prepare('UPDATE imports SET common = ? WHERE id = ?'),
      of: db.prepare('SELECT * FROM imports WHERE username = ? ORDER BY begun DESC, id LIMIT ?'),
      all: db.prepare('SELECT * FROM imports ORDER BY begun DESC, id LIMIT ?'),
      unfinished: db.prepare("SELECT * FROM imports WHERE state IN ('checking', 'recording') ORDER BY begun, id"),
      everyRow: db.prepare(`${columns} ORDER BY line`),
      rows: db.prepare(`${columns} ORDER BY line LIMIT ? OFFSET ?`),
      badRows: db.prepare(`${columns} AND verdict IN ('refused', 'unusable') ORDER BY line LIMIT ? OFFSET ?`),
      row: db.prepare(`${columns} AND line = ?`),
      counts: db.prepare('SELECT verdict, count(*) AS n FROM import_rows WHERE import = ? GROUP BY verdict'),
      settle: db.prepare('UPDATE import_rows SET cells = ?, verdict = ?, problems = ?, stream = ?, position = ? WHERE import = ? AND line = ?'),
      waiting: db.prepare("UPDATE import_rows SET verdict = 'waiting', problems = '[]', stream = NULL, position = NULL WHERE import = ?"),
      removeRows: db.prepare('DELETE FROM import_rows WHERE import = ?'),
      remove: db.prepare('DELETE FROM imports WHERE id = ?'),
    };
  }

  /** Takes a file with all its rows, or nothing of it. */
  add(file: Import, rows: readonly Pick<ImportRow, 'line' | 'cells'>[]): void {
    this.db.transaction(() => {
      const { id, username, command, name, sha256, state, headings, common, begun } = file;
      this.statements.insert.run(id, username, command, name, sha256, state, JSON.stringify(headings), JSON.stringify(common), BigInt(begun));
      for (const { line, cells } of rows) this.statements.insertRow.run(id, BigInt(line), JSON.stringify(cells));
    });
  }

  get(id: string): Import | undefined {
    const row = this.statements.get.get(id);
    return row && importOf(row);
  }

  /** The latest first; of everybody when no name is given. */
  list(username: string | undefined, limit: number): readonly Import[] {
    return (username === undefined ? this.statements.all.all(limit) : this.statements.of.all(username, limit)).map(importOf);
  }

  /** What a restart has to go on with, the oldest first. */
  unfinished(): readonly Import[] {
    return this.statements.unfinished.all().map(importOf);
  }

  enter(id: string, state: ImportState, ended?: number): void {
    this.statements.state.run(state, ended === undefined ? null : BigInt(ended), id);
  }

  /** Sets what is common to all rows; all are to be tried again. */
  setCommon(id: string, common: Import['common']): void {
    this.db.transaction(() => {
      this.statements.common.run(JSON.stringify(common), id);
      this.statements.waiting.run(id);
      this.enter(id, 'checking');
    });
  }

  rows(id: string, { bad, offset, limit }: { readonly bad: boolean; readonly offset: number; readonly limit: number }): readonly ImportRow[] {
    return (bad ? this.statements.badRows : this.statements.rows).all(id, BigInt(limit), BigInt(offset)).map(rowOf);
  }

  everyRow(id: string): readonly ImportRow[] {
    return this.statements.everyRow.all(id).map(rowOf);
  }

  row(id: string, line: number): ImportRow | undefined {
    const row = this.statements.row.get(id, BigInt(line));
    return row && rowOf(row);
  }

  counts(id: string): ImportCounts {
    return Object.fromEntries(this.statements.counts.all(id).map((row) => [row['verdict'], Number(row['n'])]));
  }

  /** Writes down what has become of rows, all in one go. */
  settle(id: string, rows: readonly ImportRow[]): void {
    this.db.transaction(() => {
      for (const { line, cells, verdict, problems, stream, position } of rows) {
        this.statements.settle.run(JSON.stringify(cells), verdict, JSON.stringify(problems), stream ?? null, position ?? null, id, BigInt(line));
      }
    });
  }

  remove(id: string): void {
    this.db.transaction(() => {
      this.statements.removeRows.run(id);
      this.statements.remove.run(id);
    });
  }
}

const json = <T>(value: unknown): T => JSON.parse(value as string) as T;

const importOf = (row: Row): Import => ({
  id: row['id'] as string,
  username: row['username'] as string,
  command: row['command'] as string,
  name: row['name'] as string,
  sha256: row['sha256'] as string,
  state: row['state'] as ImportState,
  headings: json(row['headings']),
  common: json(row['common']),
  begun: Number(row['begun']),
  ...(row['ended'] === null ? {} : { ended: Number(row['ended']) }),
});

const rowOf = (row: Row): ImportRow => ({
  line: Number(row['line']),
  cells: json(row['cells']),
  verdict: row['verdict'] as ImportVerdict,
  problems: json(row['problems']),
  ...(row['stream'] === null ? {} : { stream: row['stream'] as string }),
  ...(row['position'] === null ? {} : { position: row['position'] as string }),
});
