import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { integrityTexts, outcomeTexts } from '../../inspector/app/pages/integrity-texts';
import { BuiltServer, newFolder } from '../../api/testing/built-server';
import { Walk } from './walk';

const DATABASES = ['events.db', 'office.db', 'read-store.sqlite'] as const;
/** The letter of a name that the hostile hand changes, and the event that holds it. */
const EDITED = { from: 'Xã Bản Liền', to: 'Xã Bản Liến', stream: 'territory.unit-02869' } as const;

/** A copy of a running server's folder in which one letter of one recorded event differs. */
function tamperedCopy(folder: string): string {
  const copy = newFolder();
  mkdirSync(copy, { recursive: true });
  const isDatabase = (file: string): boolean => DATABASES.some((name) => file.startsWith(join(folder, name)));
  cpSync(folder, copy, { recursive: true, filter: (file) => !isDatabase(file) && !file.endsWith('server.json') && !/\.(lock|pid)$/.test(file) });
  for (const name of DATABASES) {
    const db = new DatabaseSync(join(folder, name), { readOnly: true });
    db.exec(`VACUUM INTO '${join(copy, name)}'`);
    db.close();
  }
  const events = new DatabaseSync(join(copy, 'events.db'));
  const { changes } = events.prepare(`UPDATE events SET data = replace(data, ?, ?) WHERE data LIKE ?`).run(EDITED.from, EDITED.to, `%${EDITED.from}%`);
  events.close();
  expect(Number(changes)).toBe(1);
  return copy;
}

async function checks(walk: Walk): Promise<{ readonly outcome: string; readonly says: string }> {
  const inspector = await walk.arrive('inspector', '/inspector/integrity');
  const { page } = inspector;
  await page.getByRole('button', { name: walk.say(integrityTexts.start) }).click();
  const result = page.getByRole('region', { name: walk.say(integrityTexts.result), exact: true });
  await result.waitFor({ timeout: 60_000 });
  await walk.look(inspector);
  return { outcome: await result.getByRole('alert').first().locator('strong').first().innerText(), says: await result.innerText() };
}

/** Journey 6: one letter is changed in a copy of the event store; the check turns red and names the first bad event, and finds nothing in the original. */
export async function findsTampering(walk: Walk): Promise<void> {
  const { say, app, screen } = walk;
  await app.server.send('/api/operations/audit/checkpoint', { method: 'POST' });
  const original = await checks(walk);
  expect([say(outcomeTexts.intact), say(outcomeTexts.unproven)]).toContain(original.outcome);
  expect(original.says).not.toContain(EDITED.stream);

  const folder = tamperedCopy(app.server.folder);
  const copy = await BuiltServer.start(folder);
  try {
    const there = new Walk({ server: copy, browser: app.browser }, screen);
    const found = await checks(there);
    expect(found.outcome).toBe(say(outcomeTexts.tampered));
    expect(found.says).toContain(say(integrityTexts.firstBad));
    expect(found.says).toContain(EDITED.stream);
    await there.end();
  } finally {
    await copy.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
