import { ledgerClock } from '../ledger/clock';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

describe('what a command records', () => {
  let ledger: TestLedger;
  const clock = ledgerClock();
  beforeAll(async () => {
    ledger = await openTestLedger({ clock });
  });
  afterAll(() => ledger.close());

  const lastEvent = async (stream: string) => (await ledger.ask(`/api/events?stream=${stream}`, { user: 'inspector' })).json.events.at(-1);

  it('says who, when, since when and why, and nothing else', async () => {
    clock.set(Date.parse('2030-03-04T18:30:00.000Z'));
    const legalBasis = { number: '12/QĐ-UBND', issuedOn: '2030-01-02', issuer: 'UBND tỉnh' };
    const { status, json } = await ledger.ask('/api/commands/OpenCounter', {
      user: 'clerk-10',
      headers: { 'idempotency-key': 'metadata', 'x-request-id': 'request-0001' },
      body: { counter: 'meta', unit: '10', limit: '1500000000', legalBasis, reason: 'Mở sổ' },
    });
    expect(status).toBe(200);
    const event = await lastEvent('counters.counter-meta');
    expect(event.data).toEqual({ counter: 'meta', unit: '10', limit: '1500000000' });
    expect(event.metadata).toEqual({
      actor: { user: 'clerk-10', role: 'clerk', unit: '10' },
      commandId: json.commandId,
      commandHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      correlationId: 'request-0001',
      causationId: json.commandId,
      // 18:30 UTC is already the next day in the ledger's zone.
      effectiveOn: '2030-03-05',
      recordedAt: '2030-03-04T18:30:00.000Z',
      schemaVersion: 1,
      legalBasis,
      reason: 'Mở sổ',
    });
  });

  it('keeps the effective day it was given', async () => {
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'dated', unit: '10', limit: '1', effectiveOn: '2024-02-29' } });
    expect((await lastEvent('counters.counter-dated')).metadata.effectiveOn).toBe('2024-02-29');
  });

  it('never goes back in time', async () => {
    clock.set(Date.parse('2031-01-01T00:00:00.000Z'));
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'newer', unit: '10', limit: '1' } });
    clock.set(Date.parse('2029-01-01T00:00:00.000Z'));
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'older', unit: '10', limit: '1' } });
    expect((await lastEvent('counters.counter-older')).metadata.recordedAt).toBe('2031-01-01T00:00:00.000Z');
  });

  it('names the position that facts were read at', async () => {
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'facts', unit: '10', limit: '1' } });
    const body = { counter: 'facts', on: '2031-01-01', reason: 'Hết hạn', legalBasis: { number: '1', issuedOn: '2031-01-01' } };
    const closed = await ledger.ask('/api/commands/CloseCounter', { user: 'checker', body });
    expect(closed.status).toBe(200);
    const event = await lastEvent('counters.counter-facts');
    expect(event.metadata.factsAt).toMatch(/^\d+$/);
    expect(BigInt(event.metadata.factsAt)).toBeLessThan(BigInt(event.position));
  });

  it('is never refused for facts that are older than the command', async () => {
    for (let n = 0; n < 20; n += 1) {
      await ledger.ask('/api/commands/OpenCounter', { body: { counter: `fresh-${n}`, unit: '10', limit: '1' } });
      const body = { counter: `fresh-${n}`, on: '2031-01-01', reason: 'Ngay', legalBasis: { number: '1', issuedOn: '2031-01-01' } };
      expect((await ledger.ask('/api/commands/CloseCounter', { user: 'checker', body })).status).toBe(200);
    }
    const unknown = { counter: 'never-opened', on: '2031-01-01', reason: 'Sai', legalBasis: { number: '1', issuedOn: '2031-01-01' } };
    expect((await ledger.ask('/api/commands/CloseCounter', { user: 'checker', body: unknown })).json.code).toBe('counters.not-listed');
  });

  it('takes no basis outside demo mode', async () => {
    const answer = await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'basis', unit: '10', limit: '1', basis: 'published' } });
    expect(answer.json).toMatchObject({ status: 400, fields: [{ path: 'basis', code: 'field.unknown' }] });
  });
});
