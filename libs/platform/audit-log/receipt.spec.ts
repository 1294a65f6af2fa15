import fc from 'fast-check';
import { canonicalJson, ED25519_NOTE, formatCheckpoint, formatLeafEntry, formatVerifierKey, inclusionProof, leafEntryOf, leafHash, parsePolicy, parseTlogProof, rootHash, signerKey, signNote } from './node';
import { formatReceipt, openReceipt, parseReceiptExtra } from './receipt';

const utf8 = (value: object): Uint8Array => Buffer.from(canonicalJson(value as never));
const event = (n: number) => ({ data: { line: 'GNBV', amount: `${n}` }, metadata: { actor: { user: 'lan' }, recordedAt: '2025-01-31T09:12:44.031Z' } });
const entryOf = (n: number) => {
  const { data, metadata } = event(n);
  const id = '8d0c1f4e-0000-5000-8000-000000000000';
  return formatLeafEntry(leafEntryOf({ stream: 'funds.line-GNBV', revision: BigInt(n), id, type: 'PaymentMade', recordedAt: metadata.recordedAt, data: utf8(data), metadata: utf8(metadata) }));
};

async function receipt({ whole = true, index = 5 } = {}) {
  const signer = await signerKey('ledger.localhost/test', ED25519_NOTE, new Uint8Array(32).fill(7));
  const leaves = Array.from({ length: 11 }, (_, n) => leafHash(entryOf(n)));
  const checkpoint = await signNote(formatCheckpoint({ origin: 'ledger.localhost/test', size: leaves.length, root: rootHash(leaves) }), [signer]);
  const text = formatReceipt({ entry: entryOf(index), ...(whole && event(index)) }, { index, hashes: inclusionProof(index, leaves.length, leaves), checkpoint });
  return { text, policy: parsePolicy(`log ${formatVerifierKey(signer)}\nquorum none\n`) };
}

describe('a receipt', () => {
  it('proves, alone, that its event is in the log', async () => {
    const { text, policy } = await receipt();
    expect(await openReceipt(text, policy)).toMatchObject({ index: 5n, checkpoint: { size: 11n }, entry: { stream: 'funds.line-GNBV', revision: 5n, type: 'PaymentMade' }, ...event(5) });
  });

  it('can leave out what the event says, and proves the same', async () => {
    const { text, policy } = await receipt({ whole: false });
    const opened = await openReceipt(text, policy);
    expect(opened.entry.revision).toBe(5n);
    expect(opened).not.toHaveProperty('data');
  });

  it('is worth nothing once its event, its place or its checkpoint is changed', async () => {
    const { text, policy } = await receipt();
    const { extra } = parseTlogProof(text);
    const withExtra = (change: (json: string) => string) => text.replace(/^extra .*$/m, `extra ${Buffer.from(change(Buffer.from(extra!).toString('utf8'))).toString('base64')}`);
    const changed = [
      withExtra((json) => json.replace('"amount":"5"', '"amount":"6"')), withExtra((json) => json.replace('"user":"lan"', '"user":"minh"')),
      withExtra((json) => json.replace('"rev":"5"', '"rev":"6"')), withExtra((json) => json.replace('PaymentMade', 'PaymentMad')),
      withExtra(() => '[]'), withExtra(() => '{}'), withExtra(() => 'x'), text.replace('index 5', 'index 4'), text.replace('\n11\n', '\n12\n'), text.replace(/^extra .*\n/m, ''),
    ];
    for (const each of changed) await expect(openReceipt(each, policy)).rejects.toThrow(/./);
    await expect(openReceipt(text, parsePolicy('quorum none\n'))).rejects.toThrow('no known key');
  });

  it('of any bytes is an error, never a crash', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.json().map((json) => Buffer.from(json)), fc.json().map((json) => Buffer.from(`{"entry":${json}}`))), (bytes) => {
      try {
        return parseReceiptExtra(bytes).entry.length > 0;
      } catch (error) {
        return ['Malformed', 'NotCanonical', 'NotVerified'].includes((error as Error).name);
      }
    }));
  });
});
