import { inflateRawSync } from 'node:zlib';
import { vnd } from '@ledger/fields';
import { caseDocument } from './case-document';
import { emptyCase, withPinned, type CaseFile } from './case-file';
import { caseWords } from './case-words';

const actor = { user: 'finance', role: 'finance', unit: '10' };
const words = caseWords({ language: 'vi', nameOf: (word, code) => ({ 'unit-code 10': 'Tỉnh Lào Cai', 'role finance': 'Tài chính tỉnh' } as Record<string, string>)[`${word} ${code}`], eventOf: (type) => (type === 'PaymentMade' ? { words: { vi: 'Thanh toán {amount}', en: '{amount} paid' }, shape: { amount: vnd() } } : undefined) });
const event = { position: '65769', stream: 'funds.line-a', revision: '14', id: 'e1', type: 'PaymentMade', data: { amount: '3750000000' }, metadata: { actor, recordedAt: '2025-01-23T08:00:00.000Z', effectiveOn: '2025-01-23', commandId: 'c', legalBasis: { number: '5/QĐ-UBND', issuedOn: '2024-01-02' } } };

const filed = (): CaseFile => {
  const at = '2025-02-01T00:00:00.000Z';
  const events = [{ position: '65769', id: 'e1', stream: 'funds.line-a', revision: '14', type: 'PaymentMade', recordedAt: at, effectiveOn: '2025-01-23', actor }];
  const one = withPinned({ ...emptyCase, title: 'Dồn chi tại Bắc Hà' }, { kind: 'event', event }, 'a', at);
  const two = withPinned(one, { kind: 'signal', signal: 'funds.year-end-rush', title: 'Dồn chi cuối năm', seen: '53% trong 31 ngày cuối', law: 'Luật NSNN', position: '65836', events }, 'b', at);
  return withPinned({ ...two, items: two.items.map((item) => (item.id === 'a' ? { ...item, note: 'Hỏi Kho bạc' } : item)) }, { kind: 'note' }, 'c', at);
};

/** The text of the document's own part: its central directory says where that begins. */
async function textOf(blob: Blob): Promise<string> {
  const zip = Buffer.from(await blob.arrayBuffer());
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) !== 'word/document.xml') continue;
    const start = zip.readUInt32LE(at + 42);
    const begin = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    return inflateRawSync(zip.subarray(begin, begin + zip.readUInt32LE(at + 20))).toString('utf8').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
  }
  throw new Error('no document in it');
}

describe('the case on paper', () => {
  it('gives each event its sentence, who, when and as what, its place, its leaf and the state of its proof', async () => {
    const proof = { state: 'verified', index: '8133', size: '65836', leaf: 'ab'.repeat(32), origin: 'ledger.example', key: 'ledger.example+3a9f9d7d', file: '' } as const;
    const text = await textOf(await caseDocument(filed(), words, { user: 'inspector', day: '2025-03-01T02:00:00.000Z' }, async () => proof));
    for (const expected of [
      'Dồn chi tại Bắc Hà', 'Do inspector lập ngày 01/03/2025 09:00:00', 'Thanh toán 3.750.000.000 đ', 'finance (vai trò Tài chính tỉnh, đơn vị Tỉnh Lào Cai)', '23/01/2025 15:00:00', '5/QĐ-UBND ngày 02/01/2024',
      '65769', 'funds.line-a@14', 'ab'.repeat(32), 'lá số 8133 trong cây 65836 lá của ledger.example', 'Hỏi Kho bạc', 'Dồn chi cuối năm: 53% trong 31 ngày cuối', 'không phải kết luận',
    ]) expect(text).toContain(expected);
  });

  it('says what could not be checked, and what failed, in so many words', async () => {
    const on = { user: 'inspector', day: '2025-03-01T02:00:00.000Z' };
    expect(await textOf(await caseDocument(filed(), words, on, () => Promise.reject(new Error('no network'))))).toContain('Không kiểm tra được tại máy này');
    expect(await textOf(await caseDocument(filed(), words, on, async () => ({ state: 'failed', because: 'missing' })))).toContain('KHÔNG KHỚP');
  });
});
