import { BuiltServer } from './testing/built-server';
import { expectFailedStart } from './testing/expect-failed-start';
import { expectProblem } from './testing/expect-problem';
import { SmallDisk } from './testing/small-disk';
import { makeSmallProvince } from './testing/small-province';
import { linesAt } from './testing/written-ledger';

const disks: SmallDisk[] = [];
const servers: BuiltServer[] = [];
const mount = (kilobytes: number): SmallDisk | undefined => {
  const mounted = SmallDisk.mount(kilobytes);
  if (mounted) disks.push(mounted);
  return mounted;
};
const start = async (folder: string): Promise<BuiltServer> => {
  const server = await BuiltServer.start(folder);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop('SIGKILL');
  for (const mounted of disks.splice(0)) mounted.remove();
});

describe('a disk', () => {
  const open = (server: BuiltServer, n: number) => server.command('OpenAccount', { username: `tai-khoan-${n}`, displayName: 'Nguyễn '.repeat(12).trim() }, { headers: { 'idempotency-key': `tk-${n}` } });

  it('that fills up refuses commands whole, and takes them again once there is space', async () => {
    const small = mount(8_192);
    if (!small) return;
    const server = await start(small.folder);
    await makeSmallProvince(server);
    await linesAt(server, await server.head());
    small.fill(40_000);
    const before = (await server.events()).length;
    let refused: Awaited<ReturnType<typeof open>> | undefined;
    let n = 0;
    for (; !refused && n < 500; n += 1) {
      const reply = await open(server, n);
      if (reply.status !== 200) refused = reply;
    }
    expectProblem(refused!, 503, 'ledger.store-unavailable');
    small.fill();
    for (const reply of await Promise.all(Array.from({ length: 20 }, (_, i) => open(server, 1_000 + i)))) expectProblem(reply, 503, 'ledger.store-unavailable');
    expect(await server.events()).toHaveLength(before + n - 1);
    expect((await server.send('/health/live', { as: null })).status).toBe(200);

    small.free();
    const again = await open(server, n - 1);
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([200, null]);
    const { status, json } = await server.send(`/api/access/accounts?limit=1000&minPosition=${again.json.position}`);
    expect([status, json.rows.length]).toEqual([200, 7 + n]);
    await server.stop('SIGKILL');
    const events = await (await start(small.folder)).events();
    // Between them lie the checkpoints of the sealer, which are no events of a register.
    const positions = events.map(({ position }) => BigInt(position));
    expect(positions.every((position, index) => index === 0 || position > positions[index - 1]!)).toBe(true);
    expect(events).toHaveLength(before + n);
  }, 60_000);

  it('that is full or read-only is no place to start, and one again afterwards', async () => {
    const small = mount(8_192);
    if (!small) return;
    small.fill();
    await expectFailedStart(small.folder, /full/);
    small.free();
    small.setReadOnly(true);
    await expectFailedStart(small.folder, /read-?only/i);
    small.setReadOnly(false);
    const server = await start(small.folder);
    await server.done('OpenAccount', { username: 'lan', displayName: 'Lan' });
    await server.stop();
    small.setReadOnly(true);
    await expectFailedStart(small.folder, /read-?only/i);
    small.setReadOnly(false);
    expect(await (await start(small.folder)).events()).toHaveLength(1);
  }, 60_000);
});

