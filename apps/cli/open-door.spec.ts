import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Complaint } from './door';
import { openDoor } from './open-door';

it('says in one line that the server went away in the midst of it', async () => {
  const server = createServer((request, response) => (request.url === '/api/me' ? response.end('{}') : request.socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'ledger-door-'));
  try {
    writeFileSync(join(folder, 'server.json'), JSON.stringify({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'x' }));
    const door = await openDoor({ data: folder, language: 'en', environment: {} });
    const failure: unknown = await door.request('GET', '/api/events').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Complaint);
    expect((failure as Complaint).message).toContain('stopped answering');
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
