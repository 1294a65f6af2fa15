import fc from 'fast-check';
import { formatVerifierKey, openReceipt, parsePolicy, parseTilePath, type Tile } from '@ledger/platform/audit-log/node';
import { sampleEvents, SampleLog } from '@ledger/platform/audit-log/testing/sample-log';
import type { RecordedEvent } from '../api/catalogue';
import { proveEvent, type LogFiles } from './event-proof';

const LEAVES = 700;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let log: SampleLog;
beforeAll(async () => {
  // Seven events a second, as when many are recorded at once.
  const at = (i: number): string => new Date(Date.UTC(2025, 0, 1) + Math.floor(i / 7) * 1_000).toISOString();
  log = await SampleLog.of(sampleEvents(LEAVES + 5).map((event, i) => ({ ...event, recordedAt: at(i), metadata: bytes(JSON.stringify({ actor: { user: 'an' }, recordedAt: at(i), schemaVersion: 1 })) })));
});

/** What the server would answer for an event of the sample. */
function recorded(i: number): RecordedEvent {
  const { stream, revision, data, metadata } = log.events[i]!;
  const json = (content: Uint8Array) => JSON.parse(new TextDecoder().decode(content)) as never;
  return { position: String(i + 1), stream, revision: String(revision), id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, type: 'FundsDisbursed', data: json(data), metadata: json(metadata) };
}

interface Change {
  readonly note?: string;
  readonly key?: string;
  readonly tile?: (tile: Tile, content: Uint8Array) => Uint8Array | undefined;
}

const published = (change: Change = {}, read: string[] = []): LogFiles => async (path) => {
  read.push(path);
  if (path === 'checkpoint') return bytes(change.note ?? (await log.note(LEAVES, { cosigned: false })));
  if (path === 'key') return bytes(change.key ?? `${formatVerifierKey(log.key)}\n`);
  const tile = parseTilePath(path);
  const content = log.tile(tile, LEAVES);
  return change.tile ? change.tile(tile, content) : content;
};

describe('the proof of an event, made in the browser', () => {
  it('verifies every event that is sealed, and its file proves it to anybody else', async () => {
    const policy = parsePolicy(`log ${formatVerifierKey(log.key)}\nquorum none\n`);
    await fc.assert(fc.asyncProperty(fc.nat(LEAVES - 1), async (i) => {
      const proof = await proveEvent(recorded(i), published());
      expect(proof).toMatchObject({ state: 'verified', index: String(i), size: String(LEAVES) });
      const opened = await openReceipt((proof as { file: string }).file, policy);
      expect(opened).toMatchObject({ index: BigInt(i), entry: { stream: recorded(i).stream }, data: recorded(i).data });
    }), { numRuns: 25 });
  });

  it('reads a few files, whatever the size of the log', async () => {
    const read: string[] = [];
    await proveEvent(recorded(400), published({}, read));
    expect(read.length).toBeLessThan(15);
  });

  it('says of what was recorded after the checkpoint that it is not sealed yet', async () => {
    expect(await proveEvent(recorded(LEAVES + 2), published())).toEqual({ state: 'unsealed' });
  });

  it.each([
    ['other data', (event: RecordedEvent) => ({ ...event, data: { ...event.data, amount: '1' } }), { because: 'different', what: 'data' }],
    ['another actor', (event: RecordedEvent) => ({ ...event, metadata: { ...event.metadata, actor: { user: 'binh', role: '', unit: '' } } }), { because: 'different', what: 'metadata' }],
    ['another type', (event: RecordedEvent) => ({ ...event, type: 'FundsReturned' }), { because: 'different', what: 'type' }],
    ['another id', (event: RecordedEvent) => ({ ...event, id: 'ffffffff-0000-4000-8000-000000000000' }), { because: 'different', what: 'id' }],
    ['a revision that was never sealed', (event: RecordedEvent) => ({ ...event, revision: '9999' }), { because: 'missing' }],
  ])('fails for %s', async (_, change, expected) => {
    expect(await proveEvent(change(recorded(123)), published())).toEqual({ state: 'failed', ...expected });
  });

  it('fails when a hash of the tree, the signature or the root was changed', async () => {
    const flipped = (content: Uint8Array): Uint8Array => content.map((octet) => octet ^ 1);
    expect(await proveEvent(recorded(300), published({ tile: ({ level }, content) => (level === 'entries' ? content : flipped(content)) }))).toEqual({ state: 'failed', because: 'excluded' });
    const note = await log.note(LEAVES, { cosigned: false });
    expect(await proveEvent(recorded(300), published({ note: note.replace(/\n700\n/, '\n701\n') }))).toEqual({ state: 'failed', because: 'signature' });
    const other = await SampleLog.of(sampleEvents(1));
    expect(await proveEvent(recorded(300), published({ key: `${formatVerifierKey(other.witness)}\n`.replace('witness.example', 'ledger.example/sample') }))).toMatchObject({ state: 'failed' });
  });

  it('tells a log that is not there from one that is wrong', async () => {
    expect(await proveEvent(recorded(3), async () => undefined)).toEqual({ state: 'unavailable' });
    expect(await proveEvent(recorded(3), published({ tile: () => undefined }))).toEqual({ state: 'unavailable' });
    expect(await proveEvent(recorded(3), published({ note: 'no note' }))).toMatchObject({ state: 'failed', because: 'unreadable' });
    await expect(proveEvent(recorded(3), () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  });
});
