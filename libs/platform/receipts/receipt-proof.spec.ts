import { ED25519_COSIGNATURE, ED25519_NOTE, formatCheckpoint, formatLeafEntry, parseReceiptExtra, parseTlogProof, signerKey, signNote } from '@ledger/platform/audit-log/node';
import { proofForPaper, QR_BYTES_MAX, type Sealed, type SealedLog } from './index';

const ORIGIN = 'ledger.laocai.example/national-target-programs';
const LEAVES = 2n ** 32n;
const hash = (octet: number): Uint8Array => new Uint8Array(32).fill(octet);
/** As long as the entries of this ledger get: a fund line's stream, a long type. */
const entry = formatLeafEntry({
  stream: 'funds.line-DTTS.10.12:public-service:policy-credit:2024:2023:02869', revision: 1_000_000n, id: '8d0c1f4e-0000-5000-8000-000000000000',
  type: 'ExpenditureDisallowanceReversed', recordedAt: '2025-01-31T09:12:44.031Z', data: hash(1), metadata: hash(2),
});

/** A log of 2^32 leaves, as far as a proof from it needs one. */
const log = { entry: () => entry, inclusion: () => Array.from({ length: 32 }, (_, level) => hash(level)) } as unknown as SealedLog;

async function sealedWith(witnesses: number): Promise<Sealed> {
  const signer = await signerKey(ORIGIN, ED25519_NOTE, hash(7));
  const cosigners = await Promise.all(Array.from({ length: witnesses }, (_, n) => signerKey(`witness-${n}.laocai.example`, ED25519_COSIGNATURE, hash(10 + n))));
  return { note: await signNote(formatCheckpoint({ origin: ORIGIN, size: LEAVES, root: hash(9) }), [signer, ...cosigners], { time: 1_767_225_600 }), size: LEAVES };
}

describe('a proof on paper', () => {
  it('fits a QR code with its entry, for 2^32 leaves and three witnesses', async () => {
    const proof = proofForPaper(log, LEAVES - 1n, await sealedWith(3))!;
    expect(Buffer.byteLength(proof)).toBeLessThanOrEqual(QR_BYTES_MAX);
    expect(parseReceiptExtra(parseTlogProof(proof).extra!).parsed.revision).toBe(1_000_000n);
    expect(parseTlogProof(proof).checkpoint.match(/^— /gm)).toHaveLength(4);
  });

  it('goes without its entry, and then without cosignatures, before it goes without a code', async () => {
    const five = parseTlogProof(proofForPaper(log, 5n, await sealedWith(7))!);
    expect([five.extra, five.checkpoint.match(/^— /gm)?.length]).toEqual([undefined, 8]);
    const ten = parseTlogProof(proofForPaper(log, 5n, await sealedWith(12))!);
    expect(ten.checkpoint.match(/^— .*$/gm)).toEqual([expect.stringMatching(`^— ${ORIGIN} `)]);
    const tooLong = { ...(await sealedWith(0)), note: (await sealedWith(0)).note.replaceAll(ORIGIN, ORIGIN.repeat(20)) };
    expect(proofForPaper(log, 5n, tooLong)).toBeUndefined();
  });
});
