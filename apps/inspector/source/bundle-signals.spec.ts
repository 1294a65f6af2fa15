import type { JsonObject } from '@ledger/kit';
import { canonicalJson } from '@ledger/platform/audit-log/node';
import { sampleEvents, SampleLog, type SampleEvent } from '@ledger/platform/audit-log/testing/sample-log';
import { registers } from '@ledger/platform/nest/testing/counter-register';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { proveEvent } from '@ledger/ui/history/event-proof';
import { BundleAnswers } from './bundle-answers';
import { readBundle } from './bundle-content';

const utf8 = (value: JsonObject): Uint8Array => new TextEncoder().encode(canonicalJson(value));

/** A counter opened on a day, recorded on 15 March 2025. */
const opened = (counter: string, effectiveOn: string): SampleEvent => {
  const recordedAt = '2025-03-15T03:00:00.000Z';
  const metadata = { actor: { user: 'clerk', role: 'officer', unit: '10' }, commandId: counter, correlationId: counter, effectiveOn, recordedAt, schemaVersion: 1 };
  return { stream: `counters.counter-${counter}`, revision: 0, type: 'CounterOpened', recordedAt, data: utf8({ counter, unit: '10', limit: '5' }), metadata: utf8(metadata) };
};

const lateAndPunctual = [opened('late', '2024-01-01'), opened('punctual', '2025-03-15'), opened('later', '2023-01-01')];

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly json: any;
}

async function answersOver(events: readonly SampleEvent[]): Promise<(address: string) => Promise<Answer>> {
  const log = await SampleLog.of(events);
  const content = await readBundle(await log.bundle());
  const answers = new BundleAnswers(content, registers, () => Date.UTC(2025, 5, 1));
  return async (address) => {
    const { status, type, body } = await answers.answer('GET', address);
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    return { status, type, body: text, json: type.startsWith('application/json') ? JSON.parse(text) : undefined };
  };
}

describe('signals over an opened bundle', () => {
  it('are counted with their standard parameters, and each hit is told with its event', async () => {
    const ask = await answersOver(lateAndPunctual);
    const { json } = await ask('/api/signals');
    expect([json.position, json.signals.map(({ name, hits }: any) => [name, hits])]).toEqual(['3', [['ledger.back-dated', 2]]]);
    const one = (await ask('/api/signals/ledger.back-dated')).json;
    expect(one).toMatchObject({ total: 2, parameters: { days: 30 }, months: [{ month: '2025-03', hits: 2 }] });
    expect(one.hits.map(({ events }: any) => events[0].stream)).toEqual(['counters.counter-later', 'counters.counter-late']);
  });

  it('take parameters and know nothing before it was recorded', async () => {
    const ask = await answersOver(lateAndPunctual);
    expect((await ask('/api/signals/ledger.back-dated?days=600')).json.total).toBe(1);
    expect((await ask('/api/signals/ledger.back-dated?knownAt=2')).json).toMatchObject({ position: '2', total: 1 });
    expect((await ask('/api/signals?knownAt=99')).json.position).toBe('3');
  });

  it('come as CSV', async () => {
    const { type, body } = await (await answersOver(lateAndPunctual))('/api/signals/ledger.back-dated?format=csv');
    expect([type, body.split('\r\n')[0]!.replace('\ufeff', ''), body.trimEnd().split('\r\n').length]).toEqual(['text/csv; charset=utf-8', 'on,seen,users,events,streams,basis', 3]);
  });

  it.each([['/api/signals/ledger.other', 404], ['/api/signals/ledger.back-dated?days=0', 400], ['/api/signals/ledger.back-dated?weeks=4', 400]])('%s: %i, as the server answers', async (address, status) => {
    expect((await (await answersOver(lateAndPunctual))(address)).status).toBe(status);
  });

  it('are not looked for in a bundle whose lines cannot all be read', async () => {
    const broken = { ...opened('broken', '2025-03-15'), data: new TextEncoder().encode('5') };
    const answer = await (await answersOver([...lateAndPunctual, broken]))('/api/signals');
    expect([answer.status, answer.json.code]).toEqual([422, 'bundle.damaged']);
  });
});

describe('the proof of an event of an opened bundle', () => {
  const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const prove = async (change: (event: RecordedEvent) => RecordedEvent = (event) => event) => {
    const log = await SampleLog.of(sampleEvents(300));
    const content = await readBundle(await log.bundle());
    const answers = new BundleAnswers(content, registers, () => Date.UTC(2025, 5, 1));
    const event = JSON.parse((await answers.answer('GET', '/api/events?from=256&limit=1')).body as string).events[0] as RecordedEvent;
    return proveEvent(change(event), async (path) => {
      const { status, body } = await answers.answer('GET', path.startsWith('/') ? path : `/audit/${path}`);
      return status === 404 ? undefined : typeof body === 'string' ? new TextEncoder().encode(body) : body;
    });
  };

  it('is made of the tiles that the bundle holds', async () => {
    expect(await prove()).toMatchObject({ state: 'verified', index: '256', size: '300' });
  });

  it('fails for an event that is not the one that was sealed', async () => {
    expect((await prove((event) => ({ ...event, data: { ...event.data, amount: '1' } }))).state).toBe('failed');
    expect((await prove((event) => ({ ...event, id: idOf(1) }))).state).toBe('failed');
  });
});
