import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DatabaseSync } from '@photostructure/sqlite';
import { RecentIds } from './recent-ids';

const LATEST = 8;
const id = (n: number): string => n.toString(16).padStart(32, '0');

describe('ids of the latest events', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recent-ids-'));
  const db = new DatabaseSync(join(folder, 'events.db'));
  db.exec('CREATE TABLE events (position INTEGER PRIMARY KEY, id BLOB NOT NULL)');
  const insert = db.prepare('INSERT INTO events (id) VALUES (unhex(?))');

  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('may be held, all of them, whether they were recorded before the first question or after it', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (before, after) => {
        db.exec('DELETE FROM events');
        const recent = new RecentIds(db, LATEST);
        const record = (n: number): void => {
          insert.run(id(n));
          recent.add(id(n));
        };
        for (let n = 0; n < before; n += 1) record(n);
        recent.mayHold(id(0));
        for (let n = before; n < before + after; n += 1) record(n);
        for (let n = Math.max(0, before + after - LATEST); n < before + after; n += 1) expect(recent.mayHold(id(n))).toBe(true);
      }),
      { endOnFailure: true },
    );
  });

  it('are told apart from ids never recorded, and are forgotten when enough others follow', () => {
    db.exec('DELETE FROM events');
    const recent = new RecentIds(db, LATEST);
    expect(recent.mayHold(id(1))).toBe(false);
    for (let n = 1; n <= 3 * LATEST; n += 1) recent.add(id(n));
    expect(recent.mayHold(id(1))).toBe(false);
    expect(recent.mayHold(id(99_999))).toBe(false);
    expect(recent.mayHold(id(3 * LATEST))).toBe(true);
  });
});
