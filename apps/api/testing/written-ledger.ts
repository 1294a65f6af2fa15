import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { BuiltServer, newFolder } from './built-server';
import { makeSmallProvince } from './small-province';

const LINES = '/api/funds/lines?order=line&minPosition=';

/** The rows of the fund lines, once they have the position. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of any shape
export const linesAt = async (server: BuiltServer, position: bigint): Promise<any> => (await server.send(`${LINES}${position}`)).json.rows;

/** A folder that a server has written and left in order, to be copied and damaged; and the servers started on the copies. */
export class WrittenLedger {
  private readonly folders: string[] = [];
  private readonly servers: BuiltServer[] = [];
  private constructor(
    private readonly folder: string,
    /** Position of its last event. */
    readonly head: bigint,
    readonly lines: unknown,
  ) {
    this.folders.push(folder);
  }

  static async write(): Promise<WrittenLedger> {
    const server = await BuiltServer.start();
    await makeSmallProvince(server);
    const head = await server.head();
    const lines: unknown = await linesAt(server, head);
    await server.stop();
    for (const name of ['events.db', 'office.db', 'read-store.sqlite']) {
      const db = new DatabaseSync(join(server.folder, name));
      db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
      db.close();
    }
    return new WrittenLedger(server.folder, head, lines);
  }

  copy(): string {
    const folder = this.newFolder();
    cpSync(this.folder, folder, { recursive: true });
    return folder;
  }

  newFolder(): string {
    const folder = newFolder();
    this.folders.push(folder);
    return folder;
  }

  async start(folder: string): Promise<BuiltServer> {
    const server = await BuiltServer.start(folder);
    this.servers.push(server);
    return server;
  }

  async stopServers(): Promise<void> {
    for (const server of this.servers.splice(0)) await server.stop('SIGKILL');
  }

  remove(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
