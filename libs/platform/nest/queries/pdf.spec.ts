import { textOfPdf } from '@ledger/platform/export/pdf/testing/text-of-pdf';
import { openTestLedger, type TestLedger } from '../testing/test-ledger';

jest.setTimeout(60_000);

describe('papers', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openTestLedger();
    await ledger.ask('/api/commands/OpenCounter', { body: { counter: 'mot', unit: '10', limit: '1000000' } });
    await ledger.ask('/api/counters/counters?minPosition=1');
  });
  afterAll(() => ledger.close());

  const paper = async (path: string) => {
    const answer = await fetch(ledger.address + path, { headers: { authorization: 'Bearer clerk' } });
    return { headers: answer.headers, status: answer.status, text: answer.status === 200 ? textOfPdf(Buffer.from(await answer.arrayBuffer())).replace(/\s+/g, ' ') : '' };
  };

  it('are made of lists, as of a moment', async () => {
    const { status, headers, text } = await paper('/api/counters/counters?format=pdf&lang=vi');
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, 'application/pdf', expect.stringMatching(/\.pdf"$/)]);
    expect(text).toContain('Bộ đếm');
    expect(text).toContain('Theo vị trí ghi nhận (knownAt): 1');
  });

  it('are made of reports', async () => {
    const { status, text } = await paper('/api/reports/counter-totals?format=pdf&lang=en');
    expect(status).toBe(200);
    expect(text).toContain('As of');
    expect(text).toContain('Page 1 of 1');
  });

  it('are none of unknown formats', async () => {
    expect((await paper('/api/counters/counters?format=docx')).status).toBe(400);
  });
});
