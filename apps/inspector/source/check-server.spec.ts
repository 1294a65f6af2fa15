import { formatLeafHeader } from '@ledger/platform/audit-log';
import { checkServer } from './check-server';
import { EventFolder, type EventFolding } from './event-folder';
import { foldingBeside } from './folding-beside';
import type { IntegrityReport } from './integrity-report';
import { WorkerCalls } from './worker-calls';

const METADATA = '{"recordedAt":"2024-03-02T00:01:00.000Z","schemaVersion":1}';
interface Stored {
  readonly data?: string;
  readonly revision?: number;
  readonly position?: number;
  readonly isSent?: true;
}

/** Events of one stream as a server gives them. */
const framesOf = (events: readonly Stored[]): Uint8Array => Buffer.concat(events.map(({ data = '{}', revision, position, isSent }, at) => {
  const header = formatLeafHeader({ position: String(position ?? at + 1), stream: 'a.b-c', revision: String(revision ?? at), id: `i${at}`, type: 'T', recordedAt: '1999-01-01T00:00:00.000Z', ...(isSent && { isSent }), data: Buffer.byteLength(data), metadata: METADATA.length });
  return Buffer.from(`${header}${data}\n${METADATA}\n`);
}));

/** A server that never sealed anything, and gives its events in pieces of so many bytes. */
const through = (bytes: Uint8Array, piece: number) => (path: string): Promise<Response> => Promise.resolve(path.startsWith('/api/events/stored') ? new Response(new ReadableStream({
  start(controller) {
    for (let at = 0; at < bytes.length; at += piece) controller.enqueue(bytes.slice(at, at + piece));
    controller.close();
  },
})) : new Response('', { status: 404 }));

const folder = (): EventFolder => new EventFolder([], () => performance.now());
const check = (events: readonly Stored[], folding: EventFolding, piece = 150): Promise<IntegrityReport> => checkServer({ through: through(framesOf(events), piece), clock: () => performance.now(), address: 'http://a', ownKeys: '', folding });
const foundBy = ({ steps }: IntegrityReport): unknown[] => steps.flatMap(({ findings }) => findings).filter(({ index }) => index !== undefined).map(({ kind, index }) => [kind, index]);

/** A thread beside that answers late, and dies after so many calls. */
class SlowWorker {
  onmessage: ((message: { readonly data: unknown }) => void) | null = null;
  onerror: ((event: { readonly message?: string }) => void) | null = null;
  private readonly folder = folder();

  constructor(private left: number, private readonly lastWords?: string) {}

  postMessage({ call, name, argument }: { readonly call: number; readonly name: 'take' | 'finish'; readonly argument: Uint8Array }, handedOver: Transferable[]): void {
    const given = structuredClone(argument, { transfer: handedOver as never });
    setTimeout(() => {
      if (this.left-- > 0) this.onmessage?.({ data: { call, value: this.folder[name](given) } });
      // It dies once, and says nothing more.
      else if (this.left === -1) this.onerror?.({ ...(this.lastWords && { message: this.lastWords }) });
    }, 2);
  }

  terminate(): void {}
}

const beside = (calls: number, lastWords?: string): EventFolding => foldingBeside(new WorkerCalls(new SlowWorker(calls, lastWords) as unknown as Worker));

const BAD: readonly Stored[] = [{}, { data: '{"a":' }, { data: '{ }' }, { isSent: true }, { revision: 7 }, { data: '{"a":"x\ny"}', revision: 8 }, { revision: 9 }];
const FOUND = [['event-damaged', '1'], ['event-not-canonical', '2'], ['event-hidden', '3'], ['revision-gap', '4'], ['event-damaged', '5']];

describe('a server’s check with a thread beside it that folds', () => {
  it.each([1, 40, 150, 10_000])('finds the same in the same order as one that folds by itself, in pieces of %d bytes', async (piece) => {
    const [alone, other] = [await check(BAD, folder(), piece), await check(BAD, beside(Infinity), piece)];
    const withoutTimes = ({ steps, events, outcome, folded, notChecked }: IntegrityReport) => ({ steps: steps.map(({ ms: _, isBeside: __, ...step }) => step), events, outcome, folded, notChecked });
    expect(withoutTimes(other)).toEqual(withoutTimes(alone));
    expect([alone.steps.at(-1)!.isBeside, other.steps.at(-1)!.isBeside]).toEqual([undefined, true]);
    expect(other.events).toBe(BAD.length);
    expect(new Set(foundBy(other).map(String))).toEqual(new Set(FOUND.map(String)));
    expect(other.steps.find(({ step }) => step === 'hash')!.findings.map(({ kind, index }) => [kind, index])).toEqual(FOUND.filter(([kind]) => kind !== 'event-hidden'));
  });

  it.each([[0, 'out of memory', 'out of memory'], [3, 'out of memory', 'out of memory'], [0, undefined, 'the worker could not be started']])('says that it could not fold when that thread dies after %d calls', async (calls, lastWords, said) => {
    const report = await check(Array.from({ length: 20 }, () => ({})), beside(calls, lastWords));
    expect([report.outcome, report.folded]).toEqual(['internal', []]);
    expect(report.steps.flatMap(({ findings }) => findings).filter(({ kind }) => kind === 'internal')).toMatchObject([{ detail: said }]);
  });

  it('says it too when that thread dies before it tells how far it came', async () => {
    const report = await check([{}, {}], beside(1, 'gone'), 10_000);
    expect([report.outcome, report.events]).toEqual(['internal', 2]);
  });

  it('stops where the events cannot be folded any more, whoever folds', async () => {
    const events: Stored[] = [{}, {}, { position: 1 }, { data: '{ }' }];
    for (const folding of [folder(), beside(Infinity)]) {
      const report = await check(events, folding, 100);
      expect(report.steps[0]!.findings).toMatchObject([{ kind: 'unreadable', detail: 'position 1 comes after 2' }]);
      expect(report.events).toBe(3);
    }
  });

  it('judges what was hashed before the answer breaks off', async () => {
    const bytes = framesOf([{}, { data: '{ }' }, {}]);
    const cut = through(bytes.subarray(0, bytes.length - 5), 60);
    for (const folding of [folder(), beside(Infinity)]) {
      const report = await checkServer({ through: cut, clock: () => performance.now(), address: 'http://a', ownKeys: '', folding });
      expect([report.outcome, report.events, foundBy(report)]).toEqual(['tampered', 2, [['event-not-canonical', '1']]]);
      expect(report.steps[0]!.findings.map(({ kind }) => kind)).toContain('malformed');
    }
  });
});
