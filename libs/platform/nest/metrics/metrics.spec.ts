import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { NodeProcess } from '@ledger/platform/event-node/testing/adapter/nodes';
import { ownStreams } from '@ledger/platform/event-store';
import { openEsdbStore } from '@ledger/platform/event-store/esdb';
import type { SealerStatus } from '@ledger/platform/sealer';
import { sealingPart } from '../audit';
import { operationsModule, type NodeBeside } from '../operations';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

const STATES = ['connecting', 'catching-up', 'live', 'retrying', 'stopped'];

/** What `/metrics` says to this machine: values by name and labels as they are written. */
async function measured(ledger: TestLedger): Promise<ReadonlyMap<string, number>> {
  const { status, text } = await ledger.ask('/metrics', { user: '' });
  expect(status).toBe(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const values = new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const));
  // A sample said twice is an answer that Prometheus refuses whole.
  expect(values.size).toBe(lines.length);
  return values;
}

const command = (ledger: TestLedger, name: string, body: object, headers: Record<string, string> = {}, query = '') =>
  ledger.ask(`/api/commands/${name}${query}`, { body, headers: { 'idempotency-key': randomUUID(), ...headers } });

/** The states whose gauge is 1. */
const stateOf = (values: ReadonlyMap<string, number>): string[] => STATES.filter((state) => values.get(`ledger_event_store_state{state="${state}"}`) === 1);

describe('what a ledger tells Prometheus', () => {
  let ledger: TestLedger;
  let beside: NodeBeside = { state: 'off' };
  beforeAll(async () => {
    ledger = await openTestLedger({ parts: () => ({ imports: [operationsModule({ sessions: { forget: () => undefined }, node: () => beside, mode: 'test', settings: [] })] }) });
  });
  afterAll(() => ledger.close());

  it('counts what became of every command, the refused ones by their code', async () => {
    const key = randomUUID();
    const before = await measured(ledger);
    expect(before.get('ledger_commands_total{result="accepted"}')).toBe(0);
    const open = { counter: 'one', unit: '10', limit: '1000' };
    expect((await command(ledger, 'OpenCounter', open, { 'idempotency-key': key })).status).toBe(200);
    expect((await command(ledger, 'OpenCounter', open, { 'idempotency-key': key })).headers.get('idempotency-hit')).toBe('true');
    expect((await command(ledger, 'AddToCounter', { counter: 'one', amount: '1' }, {}, '?dryRun=true')).json.dryRun).toBe(true);
    expect((await command(ledger, 'OpenCounter', open)).json.code).toBe('counters.open-already');
    for (let n = 0; n < 2; n += 1) expect((await command(ledger, 'AddToCounter', { counter: 'one', amount: '9999' })).json.code).toBe('counters.over-limit');
    expect((await command(ledger, 'AddToCounter', { counter: 'one', amount: 'much' })).json.code).toBe('ledger.malformed-fields');
    expect((await ledger.ask('/api/commands/Nothing', { body: {} })).json.code).toBe('ledger.unknown-command');
    expect((await ledger.ask('/api/commands/OpenCounter', { user: '', body: open })).json.code).toBe('ledger.not-signed-in');
    const after = await measured(ledger);
    expect(Object.fromEntries([...after].filter(([name]) => /^ledger_commands_/.test(name)))).toEqual({
      'ledger_commands_total{result="accepted"}': 1,
      'ledger_commands_total{result="repeated"}': 1,
      'ledger_commands_total{result="previewed"}': 1,
      'ledger_commands_refused_total{code="counters.open-already"}': 1,
      'ledger_commands_refused_total{code="counters.over-limit"}': 2,
      'ledger_commands_refused_total{code="ledger.malformed-fields"}': 1,
      'ledger_commands_refused_total{code="ledger.unknown-command"}': 1,
      'ledger_commands_refused_total{code="ledger.not-signed-in"}': 1,
    });
    expect(after.get('ledger_command_seconds_total')).toBeGreaterThan(before.get('ledger_command_seconds_total')!);
  });

  it('tells of the embedded store, the tables, the processes, the listeners and Node.js, in Prometheus’ text format', async () => {
    const head = await ledger.shell.store.head();
    expect(await ledger.shell.reads.waitFor(head, 10_000)).toBe(true);
    const answer = await ledger.ask('/metrics', { user: '' });
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual(['text/plain; version=0.0.4; charset=utf-8', 'no-store']);
    expect(answer.text).toContain('# TYPE ledger_commands_total counter\n');
    const values = await measured(ledger);
    expect(stateOf(values)).toEqual(['live']);
    const [projection] = await ledger.shell.reads.status();
    const [process] = ledger.shell.processes.status();
    expect(Object.fromEntries(values)).toMatchObject({
      'ledger_event_store_adapter{adapter="embedded"}': 1,
      'ledger_event_store_adapter{adapter="esdb"}': 0,
      'ledger_event_store_up': 1,
      'ledger_event_store_head_position': Number(head),
      [`ledger_projection_position{projection="${projection!.name}"}`]: Number(head),
      [`ledger_projection_lag_positions{projection="${projection!.name}"}`]: 0,
      [`ledger_projection_parked{projection="${projection!.name}"}`]: 0,
      [`ledger_projection_rebuilding{projection="${projection!.name}"}`]: 0,
      [`ledger_process_parked{process="${process!.name}"}`]: 0,
      'ledger_sse_clients': 0,
      'nodejs_eventloop_lag_seconds': expect.any(Number),
      'process_resident_memory_bytes': expect.any(Number),
    });
    expect([...values.keys()].filter((name) => /seal|checkpoint|node_up|appends/.test(name))).toEqual([]);
  });

  it('counts who listens', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${ledger.address}/api/live`, { headers: { authorization: 'Bearer clerk' }, signal: leaving.signal });
    expect(answer.status).toBe(200);
    expect((await measured(ledger)).get('ledger_sse_clients')).toBe(1);
    leaving.abort();
  });

  it('tells how a table lags behind, what is parked and what is being filled anew', async () => {
    const { name } = (await ledger.shell.reads.status())[0]!;
    const head = await ledger.shell.store.head();
    const status = jest.spyOn(ledger.shell.reads, 'status').mockResolvedValue([{ name, version: 1, state: 'parked', position: head - 1n, building: { version: 1, position: 0n, head, rate: 0, secondsLeft: 0 } }]);
    const values = await measured(ledger);
    status.mockRejectedValue(new Error('away'));
    const away = await measured(ledger);
    status.mockRestore();
    expect(['lag_positions', 'parked', 'rebuilding'].map((what) => values.get(`ledger_projection_${what}{projection="${name}"}`))).toEqual([1, 1, 1]);
    expect([values, away].map((each) => each.get('ledger_read_store_up'))).toEqual([1, 0]);
    expect([...away.keys()].filter((each) => each.startsWith('ledger_projection_'))).toEqual([]);
  });

  it('tells how far the ledger is sealed, and whether it is cosigned', async () => {
    let status: SealerStatus = { state: 'sealing', keys: [], size: 42n, position: 42n, rebuilt: false };
    ledger.shell.readiness.sealing = () => sealingPart(status);
    const unasked = await measured(ledger);
    status = { ...status, sealedAt: Date.now() - 60_000, published: { size: 42n, quorumMet: false }, witnesses: [] };
    const waiting = await measured(ledger);
    status = { ...status, published: { size: 42n, quorumMet: true } };
    const cosigned = await measured(ledger);
    ledger.shell.readiness.sealing = undefined;
    expect([unasked, waiting, cosigned].map((values) => values.get('ledger_checkpoint_cosigned'))).toEqual([undefined, 0, 1]);
    expect(unasked.has('ledger_seconds_since_checkpoint')).toBe(false);
    expect(waiting.get('ledger_seconds_since_checkpoint')).toBeGreaterThanOrEqual(60);
    expect([waiting.get('ledger_sealed_events'), waiting.get('ledger_sealer_state{state="sealing"}'), waiting.get('ledger_sealer_state{state="refused"}')]).toEqual([42, 1, 0]);
  });

  it('counts the consumers of the event node and names none', async () => {
    const group = { source: 'secret.stream-1', group: 'secret', parkedCount: 3n, consumers: [{}, {}] };
    beside = { state: 'running', address: '', tls: false, role: 'outlet', control: { status: async () => ({ head: 1n, streams: 5, groups: [group] }) as never, replayParked: async () => undefined } };
    const values = await measured(ledger);
    beside = { state: 'missing', reason: 'the port is taken' };
    const missing = await measured(ledger);
    beside = { state: 'off' };
    expect(['up', 'streams', 'groups', 'consumers', 'parked_messages'].map((what) => values.get(`ledger_event_node_${what}`))).toEqual([1, 5, 1, 2, 3]);
    expect([...values.keys()].filter((name) => name.includes('secret'))).toEqual([]);
    expect(missing.get('ledger_event_node_up')).toBe(0);
  });

  it('answers this machine, and whoever a proxy passes on only with an operator’s token', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      const asked = async (user: string) => (await ledger.ask('/metrics', { user, headers: { [header]: '127.0.0.1' } })).status;
      expect([header, await asked(''), await asked('nobody'), await asked('clerk'), await asked('operator'), await asked('operator-token')]).toEqual([header, 401, 401, 403, 200, 200]);
    }
  });
});

it('the store on a server is live, retrying while its node is away, and live again', async () => {
  const node = new NodeProcess();
  await node.start();
  const store = await openEsdbStore({ address: node.address, patienceMs: 300 });
  const ledger = await openTestLedger({ overStore: () => ownStreams(store, ['counters']) });
  const reaches = async (state: string): Promise<ReadonlyMap<string, number>> => {
    for (const end = Date.now() + 15_000; ; await pause(20)) {
      const values = await measured(ledger);
      // Always in one state, whichever it is.
      expect(stateOf(values)).toHaveLength(1);
      if (stateOf(values)[0] === state) return values;
      if (Date.now() > end) throw new Error(`${state} is not reached, it is ${stateOf(values)[0]}`);
    }
  };
  try {
    expect((await command(ledger, 'OpenCounter', { counter: 'far', unit: '10', limit: '1000' })).status).toBe(200);
    expect(Object.fromEntries(await reaches('live'))).toMatchObject({ 'ledger_event_store_adapter{adapter="esdb"}': 1, ledger_event_store_up: 1, ledger_event_store_appends_total: 1 });
    await node.kill();
    const away = await reaches('retrying');
    expect([away.get('ledger_event_store_up'), away.has('ledger_event_store_head_position')]).toEqual([0, false]);
    expect((await command(ledger, 'AddToCounter', { counter: 'far', amount: '1' })).json.code).toBe('ledger.store-unavailable');
    expect((await measured(ledger)).get('ledger_commands_refused_total{code="ledger.store-unavailable"}')).toBe(1);
    await node.start();
    expect((await reaches('live')).get('ledger_event_store_connections_lost_total')).toBeGreaterThan(0);
  } finally {
    await ledger.close();
    await store.close();
    await node.remove();
  }
}, 120_000);
