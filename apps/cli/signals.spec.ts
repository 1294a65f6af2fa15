import type { Answer, Door } from './door';
import { signals } from './signals';

const words = { vi: 'Ghi nhận muộn', en: 'Recorded late' };
const hit = (n: number) => ({ on: '2025-02-14', seen: words, events: [{ position: String(n), stream: 'funds.line-a', type: 'PaymentMade', actor: { user: 'finance' } }] });
const HITS = Array.from({ length: 1_003 }, (_, n) => hit(n));

/** A ledger with one signal that was hit more often than a page holds. */
function door(asked: string[]): Door {
  const answer = (body: unknown): Answer => ({ status: 200, headers: {}, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) });
  return {
    kind: 'server',
    close: () => Promise.resolve(),
    request: (_, path) => {
      asked.push(path);
      const { pathname, searchParams } = new URL(path, 'http://ledger.invalid');
      if (pathname === '/api/signals') return Promise.resolve(answer({ signals: [{ name: 'ledger.back-dated', title: words, law: { text: 'Điều 5', verified: false }, hits: HITS.length }] }));
      if (searchParams.get('format') === 'csv') return Promise.resolve(answer('on,seen\r\n'));
      const offset = Number(searchParams.get('offset'));
      return Promise.resolve(answer({ total: HITS.length, hits: HITS.slice(offset, offset + 1_000) }));
    },
  };
}

const run = async (request: Partial<Parameters<typeof signals>[2]>) => {
  const [lines, asked]: [string[], string[]] = [[], []];
  await signals(door(asked), 'vi', { parameters: {}, format: 'text', ...request }, (line) => lines.push(line));
  return { lines, asked };
};

describe('ledger signals', () => {
  it('counts every signal', async () => {
    expect((await run({})).lines).toEqual(['  1003  ledger.back-dated  Ghi nhận muộn  Điều 5 (chưa đối chiếu)']);
    expect((await run({ format: 'csv' })).lines).toEqual(['"1003","ledger.back-dated","Ghi nhận muộn","Điều 5 (chưa đối chiếu)"']);
    expect((await run({ format: 'markdown' })).lines).toEqual(['| dấu hiệu | số lần gặp | căn cứ |', '|---|---:|---|', '| `ledger.back-dated` Ghi nhận muộn | 1003 | Điều 5 (chưa đối chiếu) |']);
  });

  it('prints all hits of one with their events, page after page, with its parameters', async () => {
    const { lines, asked } = await run({ signal: 'ledger.back-dated', parameters: { days: '45' }, knownAt: '99' });
    expect(lines).toHaveLength(HITS.length);
    expect(lines[0]).toBe('2025-02-14  Ghi nhận muộn\n            0  PaymentMade  funds.line-a  finance');
    expect(asked.map((path) => new URL(path, 'http://ledger.invalid').search)).toEqual(['?days=45&knownAt=99&limit=1000&offset=0', '?days=45&knownAt=99&limit=1000&offset=1000']);
  });

  it('prints JSON lines, and CSV as the server makes it', async () => {
    expect((await run({ signal: 'ledger.back-dated', format: 'json' })).lines[1]).toBe(JSON.stringify(HITS[1]));
    expect((await run({ signal: 'ledger.back-dated', format: 'csv' })).lines).toEqual(['on,seen']);
  });
});
