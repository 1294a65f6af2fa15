import fc from 'fast-check';
import {
  formatCheckpoint, formatTlogProof, inclusionProof, leafHash, Malformed, NotVerified, openCheckpoint, openTlogProof, parseCheckpoint, parseNote, parsePolicy,
  parseTlogProof, rootHash, signerKey, signNote, formatVerifierKey, type Policy, type SignerKey,
} from './index';
import { parseCosignature } from './cosignature';
import './node';

// The worked example of c2sp.org/tlog-checkpoint and, with its last line, of c2sp.org/tlog-cosignature.
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;
const body = example.split('\n').slice(0, 3).join('\n') + '\n';
const ORIGIN = 'ntp.laocai.example/ledger-2021-2025';

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const entry = (i: number): Uint8Array => new TextEncoder().encode(`entry ${i}`);
const leaves = Array.from({ length: 9 }, (_, i) => leafHash(entry(i)));
const text = formatCheckpoint({ origin: ORIGIN, size: 9, root: rootHash(leaves) });
let log: SignerKey;
let witnesses: SignerKey[];
let policy: Policy;

beforeAll(async () => {
  log = await signerKey(ORIGIN, 1, seed(1));
  witnesses = await Promise.all([2, 3, 4].map((byte) => signerKey(`witness${byte}.example`, 4, seed(byte))));
  policy = parsePolicy(
    [`log ${formatVerifierKey(log)}`, ...witnesses.map((key, i) => `witness w${i} ${formatVerifierKey(key)}`), 'group q 2 w0 w1 w2', 'quorum q', ''].join('\n'),
  );
});

describe('checkpoints', () => {
  it('of the specification are read', () => {
    for (const given of [body, example, new TextEncoder().encode(example)]) {
      expect(parseCheckpoint(given)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163n, extensions: [] });
    }
    expect(formatCheckpoint(parseCheckpoint(example))).toBe(body);
    expect(parseCosignature(parseNote(example).signatures[1]!.signature)?.time).toBe(1_679_315_147n);
  });

  it('come back as they were', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => !/[\x00-\x1f]/.test(one));
    fc.assert(
      fc.property(line, fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.array(line, { maxLength: 3 }), (origin, size, root, extensions) => {
        const written = formatCheckpoint({ origin, size, root, extensions });
        expect(parseCheckpoint(written)).toEqual({ origin, size, root, extensions });
      }),
    );
  });

  const malformed = [
    '', '\n', '\n\n\n', body.slice(0, -1), body.replace('20852163', '020852163'), body.replace('20852163', '-1'), body.replace('20852163', '+1'), body.replace('20852163', ''), body.replace('20852163', '1e3'),
    body.replace('20852163', String(2n ** 63n)), body.replace('20852163', '9'.repeat(1_000)), body.replace('I=', 'J='), body.replace('q2I=', 'q2I'), body.replace('Cs', 'Cs\r'), body.replace('CsUY', ''),
    body.replace('example.com', '\nexample.com'), body.replace('example.com/behind-the-sofa', ''), `${body}\n`, `${body}\nx\n`, body.replace('.', '\u0000'), `${body}x\ty\n`, body.replace('e', '\udfff'),
  ];
  it.each(malformed)('refuse %j', (given) => expect(() => parseCheckpoint(given)).toThrow(Malformed));

  it('are not written when they could not be read back', () => {
    const root = seed(1);
    for (const broken of [{ origin: '' }, { origin: 'a\nb' }, { root: seed(1).subarray(1) }, { extensions: [''] }, { origin: 'a\tb' }]) {
      expect(() => formatCheckpoint({ origin: 'o', size: 1, root, ...broken })).toThrow(Malformed);
    }
    expect(() => formatCheckpoint({ origin: 'o', size: -1, root })).toThrow(RangeError);
  });

  it('of any text are read exactly or refused', () => {
    const piece = fc.oneof(fc.constantFrom('\n', 'a', '0', '12', 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', '— x AAAAAAA=', ' '), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), (any) => {
        try {
          const read = parseCheckpoint(any);
          expect(any.startsWith(formatCheckpoint(read))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('opening a checkpoint', () => {
  it('says who cosigned it and when, and whether that is enough', async () => {
    const one = await openCheckpoint(await signNote(text, [log, witnesses[1]!], { time: 100 }), policy);
    expect(one).toMatchObject({ checkpoint: { size: 9n }, log: { name: ORIGIN }, cosignatures: [{ witness: { name: 'w1' }, time: 100n }], quorumMet: false });
    const two = await openCheckpoint(await signNote(text, [log, witnesses[1]!, witnesses[2]!], { time: 100 }), policy);
    expect(two.quorumMet).toBe(true);
    const none = await openCheckpoint(await signNote(text, [log]), { ...policy, quorum: 'none' });
    expect(none).toMatchObject({ cosignatures: [], quorumMet: true });
  });

  it('refuses what no log of the policy signed, or signed under another origin', async () => {
    await expect(openCheckpoint(await signNote(text, witnesses, { time: 1 }), policy)).rejects.toMatchObject({ reason: 'no-log-signature' });
    const foreign = formatCheckpoint({ origin: 'other.example', size: 9, root: rootHash(leaves) });
    await expect(openCheckpoint(await signNote(foreign, [log]), policy)).rejects.toMatchObject({ reason: 'no-log-signature' });
    await expect(openCheckpoint(await signNote('a\nb\n', [log]), policy)).rejects.toThrow(Malformed);
    const impostor = await signerKey(ORIGIN, 1, seed(9));
    await expect(openCheckpoint(await signNote(text, [impostor]), policy)).rejects.toMatchObject({ reason: 'no-known-signature' });
  });
});

describe('proof files', () => {
  const proofOf = async (index: number, extra?: Uint8Array): Promise<string> =>
    formatTlogProof({ index, hashes: inclusionProof(index, 9, leaves), checkpoint: await signNote(text, [log, ...witnesses], { time: 1_700_000_000 }), ...(extra && { extra }) });

  it('have the form of the specification', async () => {
    const proof = await proofOf(8, new TextEncoder().encode('extra information'));
    const lines = proof.split('\n');
    expect(lines.slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra ZXh0cmEgaW5mb3JtYXRpb24=', 'index 8']);
    expect(lines.slice(3, 7)).toEqual([Buffer.from(rootHash(leaves.slice(0, 8))).toString('base64'), '', ORIGIN, '9']);
    expect(formatTlogProof(parseTlogProof(proof))).toBe(proof);
  });

  it('show what they prove, to whoever makes the leaf from the entry', async () => {
    for (let index = 0; index < 9; index++) {
      expect(await openTlogProof(await proofOf(index), leafHash(entry(index)), policy)).toMatchObject({ index: BigInt(index), quorumMet: true, checkpoint: { size: 9n } });
      await expect(openTlogProof(await proofOf(index), leafHash(entry(index + 1)), policy)).rejects.toMatchObject({ reason: 'not-included' });
    }
  });

  it('of a tree of one leaf have no hashes', async () => {
    const single = await signNote(formatCheckpoint({ origin: ORIGIN, size: 1, root: leaves[0]! }), [log]);
    const proof = formatTlogProof({ index: 0n, hashes: [], checkpoint: single });
    expect(proof).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${single}`);
    expect(await openTlogProof(proof, leaves[0]!, policy)).toMatchObject({ quorumMet: false });
  });

  it('are refused with any one bit flipped anywhere', async () => {
    const bytes = Buffer.from(formatTlogProof({ index: 5, hashes: inclusionProof(5, 9, leaves), checkpoint: await signNote(text, [log]) }));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const error: unknown = await openTlogProof(changed, leaves[5]!, policy).catch((caught: unknown) => caught);
      if (!(error instanceof Malformed || error instanceof NotVerified)) throw new Error(`bit ${bit} is not noticed: ${String(error)}`);
    }
  });

  it('are refused when malformed', async () => {
    const proof = await proofOf(5, seed(1));
    const broken = [
      '', 'c2sp.org/tlog-proof@v1', proof.replace('@v1', '@v2'), proof.replace('index 5\n', ''), proof.replace('index 5', 'index 05'), proof.replace('index 5', 'index -5'), proof.replace('index 5', 'index x'),
      proof.replace('index 5', `index ${2n ** 64n}`), proof.replace(/extra .*/, 'extra !'), proof.replace(/extra .*/, 'extra '), proof.replace(/(extra .*\n)(index 5\n)/, '$2$1'), proof.replace('\n\n', '\n'),
      proof.replace(/\n\n[^]*/, '\n\n'), proof.replace(/index 5\n/, `index 5\n${Buffer.alloc(64).toString('base64')}\n`), proof.replace('index 5\n', `index 5\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`),
      proof.replaceAll('\n', '\r\n'), `${proof}\n`, ` ${proof}`, `\ufeff${proof}`,
    ];
    for (const given of broken) expect(() => parseTlogProof(given)).toThrow(Malformed);
    expect(() => parseTlogProof(Uint8Array.of(...Buffer.from(proof), 0xc0))).toThrow(Malformed);
  });

  it('of any text are read exactly or refused', async () => {
    const whole = await proofOf(5, seed(1));
    const pieces = whole.split(/(\n)/);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '\n', 'index 1', 'extra AAAA', 'x', '=')), { maxLength: 3 }), (edits) => {
        const edited = edits.reduce((list, [at, piece]) => list.with(at % list.length, piece), pieces).join('');
        try {
          expect(formatTlogProof(parseTlogProof(edited))).toBe(edited);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
