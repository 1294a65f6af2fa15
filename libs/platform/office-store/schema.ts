/** `MIGRATIONS[n]` leads from format n to n + 1. What has been published is never edited: later changes are appended. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE credentials (
    username TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    demo INTEGER NOT NULL,
    changed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    username TEXT NOT NULL,
    demo INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    used INTEGER NOT NULL,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_user ON sessions (username);
  CREATE TABLE process_checkpoints (
    process TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    parked_at INTEGER,
    parked_since INTEGER,
    parked_code TEXT,
    parked_message TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    unit TEXT NOT NULL,
    received INTEGER NOT NULL,
    touched INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE evidence (
    sha256 TEXT NOT NULL,
    unit TEXT NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    stored INTEGER NOT NULL,
    PRIMARY KEY (sha256, unit)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE named_values (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE personal_keys (
    person TEXT PRIMARY KEY,
    key BLOB,
    made INTEGER NOT NULL,
    destroyed INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE personal_values (
    person TEXT NOT NULL,
    attribute TEXT NOT NULL,
    json TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (person, attribute)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE personal_reads (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    username TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    place TEXT NOT NULL,
    person TEXT NOT NULL
  ) STRICT;
  CREATE INDEX personal_reads_by_person ON personal_reads (person, id);
  CREATE TABLE backups (
    id TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    begun INTEGER NOT NULL,
    finished INTEGER,
    personal INTEGER NOT NULL,
    manifest TEXT
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE accesses (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    username TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    status INTEGER NOT NULL,
    request TEXT NOT NULL
  ) STRICT;
  CREATE INDEX accesses_by_user ON accesses (username, id);
  CREATE INDEX accesses_by_time ON accesses (at);
  `,
  `
  CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    command TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    headings TEXT NOT NULL,
    common TEXT NOT NULL,
    begun INTEGER NOT NULL,
    ended INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX imports_by_user ON imports (username, begun);
  CREATE TABLE import_rows (
    import TEXT NOT NULL,
    line INTEGER NOT NULL,
    cells TEXT NOT NULL,
    verdict TEXT NOT NULL,
    problems TEXT NOT NULL,
    stream TEXT,
    position TEXT,
    PRIMARY KEY (import, line)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX import_rows_by_verdict ON import_rows (import, verdict, line);
  `,
];
