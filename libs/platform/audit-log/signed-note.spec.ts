import fc from 'fast-check';
import {
  formatNote, formatSignatureLine, formatSignerKey, formatVerifierKey, Malformed, NotVerified, openNote, parseNote, parseSignatureLine, parseSignerKey, parseVerifierKey,
  signerKey, signNote, signText, webEd25519, type SignerKey,
} from './index';
import { nodeEd25519 } from './node';

// The worked example of c2sp.org/signed-note.
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const exampleNote = 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
// The key of the Go checksum database's own tests, and what it signs.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const peterText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterNote = `${peterText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
/** Whether it throws `Malformed`. Jest's own matcher makes a stack trace readable each time, too slow for thousands. */
const isMalformed = (read: () => unknown): boolean => {
  try {
    read();
    return false;
  } catch (error) {
    return error instanceof Malformed;
  }
};
const vkey = (key: SignerKey): string => formatVerifierKey(key);
let log: SignerKey;
let witness: SignerKey;

beforeAll(async () => {
  log = await signerKey('example.com/log', 1, seed(1));
  witness = await signerKey('witness.example.com', 4, seed(2));
});

describe('keys', () => {
  it('come back as their text', async () => {
    for (const text of [exampleKey, peterKey, vkey(log), vkey(witness)]) expect(formatVerifierKey(parseVerifierKey(text))).toBe(text);
    for (const text of [peterSigner, formatSignerKey(log), formatSignerKey(witness)]) expect(formatSignerKey(await parseSignerKey(text))).toBe(text);
    expect(formatVerifierKey(await parseSignerKey(peterSigner))).toBe(peterKey);
  });

  it('of one public key differ by type', async () => {
    const cosigner = await signerKey(log.name, 4, seed(1));
    expect(cosigner.publicKey).toEqual(log.publicKey);
    expect(cosigner.keyId).not.toBe(log.keyId);
  });

  const refused = [
    '', '+', '++', 'PeterNeumann', 'PeterNeumann+c74f20a3', `${peterKey}+x`, ` ${peterKey}`, `${peterKey}\n`, peterKey.replace('c74f', 'C74F'), peterKey.replace('c74f', 'c74e'),
    peterKey.replace('Peter', 'Petra'), peterKey.replace('Neumann', ' Neumann'), peterKey.replace('PeterNeumann', ''), peterKey.slice(0, -1), `${peterKey}====`,
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ];
  it.each(refused)('refuse %j', (text) => expect(() => parseVerifierKey(text)).toThrow(Malformed));

  it('refuse any one changed bit, and any text, without crashing', async () => {
    const bytes = Buffer.from(peterKey);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      if (!isMalformed(() => parseVerifierKey(changed.toString('latin1')))) throw new Error(`bit ${bit} is not noticed`);
    }
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.string(), fc.stringMatching(/^[0-9a-f]{8}$/), fc.base64String()).map((parts) => parts.join('+')));
    fc.assert(fc.property(text, (any) => isMalformed(() => parseVerifierKey(any))), { numRuns: 1_000 });
    const refusal = (any: string) => parseSignerKey(`PRIVATE+KEY+${any}`).catch((error: unknown) => error);
    await fc.assert(fc.asyncProperty(text, async (any) => (await refusal(any)) instanceof Malformed), { numRuns: 1_000 });
  });
});

describe('notes', () => {
  it('of the specification and of Go are opened', async () => {
    expect(await openNote(exampleNote, [exampleKey])).toMatchObject({ text: 'This is an example message.\n', signatures: [{ name: 'example.com/foo', keyId: 0x530d903a }], unknown: [] });
    expect((await openNote(new TextEncoder().encode(peterNote), [parseVerifierKey(peterKey), exampleKey])).text).toBe(peterText);
  });

  it('are signed as Go signs them, byte for byte', async () => {
    expect(await signNote(peterText, [await parseSignerKey(peterSigner)])).toBe(peterNote);
  });

  it('are signed and opened alike by Web Cryptography and by Node', async () => {
    for (const [one, other] of [[webEd25519, nodeEd25519], [nodeEd25519, webEd25519]] as const) {
      const key = await parseSignerKey(formatSignerKey(witness), one);
      const note = await signNote(peterText, [key], { time: 1_679_315_147, using: one });
      const opened = await openNote(note, [vkey(witness)], other);
      expect(opened.signatures[0]).toMatchObject({ name: witness.name, time: 1_679_315_147n });
      await expect(openNote(note.replace('answer', 'Answer'), [vkey(witness)], other)).rejects.toThrow(NotVerified);
      expect(await one.verify(seed(255), seed(1), new Uint8Array(64))).toBe(false);
      expect(await one.verify(seed(1), seed(1), new Uint8Array(63))).toBe(false);
    }
  });

  it('come back as their text and signatures', async () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\x00-\x1f]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), async (lines, time) => {
        const text = `${lines.join('\n')}\n`;
        const note = await signNote(text, [log, witness], { time });
        expect(formatNote(parseNote(note))).toBe(note);
        const opened = await openNote(note, [vkey(witness), vkey(log)]);
        expect(opened.text).toBe(text);
        expect(opened.signatures.map((signature) => signature.time)).toEqual([undefined, time]);
      }),
      { numRuns: 60 },
    );
  });

  it('keep signatures of unknown keys apart, and count a repeated line once', async () => {
    const note = await signNote('a\n', [log, witness], { time: 5 });
    const opened = await openNote(note + note.split('\n').slice(-3, -1).join('\n') + '\n', [vkey(log)]);
    expect(opened.signatures.map(({ name }) => name)).toEqual([log.name]);
    expect(opened.unknown.map(({ name }) => name)).toEqual([witness.name]);
  });

  it('are refused whole when a known signature is wrong, beside a right one too', async () => {
    const note = await signNote('a\n', [log], {});
    const wrong = formatSignatureLine({ ...(await signText('b\n', witness, { time: 5 })) });
    expect(await openNote(note + wrong, [vkey(log)])).toMatchObject({ text: 'a\n' });
    await expect(openNote(note + wrong, [vkey(log), vkey(witness)])).rejects.toMatchObject({ reason: 'bad-signature' });
    const wrongSecond = formatSignatureLine(await signText('b\n', log));
    await expect(openNote(note + wrongSecond, [vkey(log)])).rejects.toMatchObject({ reason: 'bad-signature' });
  });

  it('are refused when no known key signed, or two known keys cannot be told apart', async () => {
    const note = await signNote('a\n', [log]);
    await expect(openNote(note, [])).rejects.toMatchObject({ reason: 'no-known-signature' });
    await expect(openNote(note, [vkey(witness), exampleKey])).rejects.toMatchObject({ reason: 'no-known-signature' });
    await expect(openNote(note, [vkey(log), vkey(log)])).rejects.toMatchObject({ reason: 'ambiguous-key' });
  });

  it('do not pass a cosignature for a signature, nor one time for another', async () => {
    const sameKey = await signerKey(log.name, 4, seed(1));
    const cosigned = await signNote('a\n', [sameKey], { time: 7 });
    await expect(openNote(cosigned, [vkey(log)])).rejects.toMatchObject({ reason: 'no-known-signature' });
    const { signature, ...rest } = await signText('a\n', sameKey, { time: 7 });
    const later = Uint8Array.from(signature);
    later[7] = 8;
    await expect(openNote(`a\n\n${formatSignatureLine({ ...rest, signature: later })}`, [vkey(sameKey)])).rejects.toMatchObject({ reason: 'bad-signature' });
    const beyond = Uint8Array.from(signature);
    beyond[0] = 0x80;
    await expect(openNote(`a\n\n${formatSignatureLine({ ...rest, signature: beyond })}`, [vkey(sameKey)])).rejects.toMatchObject({ reason: 'bad-signature' });
    await expect(signNote('a\n', [sameKey])).rejects.toThrow('needs the time');
    await expect(signNote('a\n', [sameKey], { time: -1 })).rejects.toThrow(RangeError);
  });

  it('are refused with any one bit flipped anywhere', async () => {
    const note = Buffer.from(await signNote('example.com/log\n1\nThịnh\n', [log, witness], { time: 1_700_000_000 }));
    for (let bit = 0; bit < note.length * 8; bit++) {
      const changed = Uint8Array.from(note);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const opened = await openNote(changed, [vkey(log), vkey(witness)]).catch((error: unknown) => error);
      // A flip in a name or a key id makes the one key unknown; the other's signature still holds, over the same text.
      if (opened instanceof Malformed || opened instanceof NotVerified) continue;
      expect(opened).toMatchObject({ text: 'example.com/log\n1\nThịnh\n', signatures: [{}], unknown: [{}] });
    }
  });

  const line = exampleNote.split('\n')[2]!;
  const malformed = [
    '', '\n', '\n\n', 'a\n', 'a\n\n', `a\n\n${line}`, `a\n${line}\n`, `a\r\n\n${line}\n`, `a\t\n\n${line}\n`, `a\u0000\n\n${line}\n`, `a\ud800\n\n${line}\n`, `a\n\n ${line}\n`, `a\n\n-${line.slice(1)}\n`,
    `a\n\n${line} \n`, `a\n\n${line.replace('/foo', '+foo')}\n`, `a\n\n${line.replace('/foo', '\u00a0foo')}\n`, `a\n\n${line.slice(0, -1)}\n`, `a\n\n${line}\n\n`, 'a\n\n— x AAAAAA==\n', 'a\n\n—  Uw2QOkn8\n',
    `a\n\n${`${line}x`.slice(0, -2)}B=\n`,
  ];
  it.each(malformed)('refuse %j', async (note) => {
    expect(() => parseNote(note)).toThrow(Malformed);
    await expect(openNote(note, [exampleKey])).rejects.toThrow(Malformed);
  });

  it('refuse bytes that are not UTF-8, too many signatures and too much text', () => {
    expect(() => parseNote(Uint8Array.of(0xff, ...Buffer.from(exampleNote)))).toThrow(Malformed);
    const lines = (count: number) => Array.from({ length: count }, (_, i) => formatSignatureLine({ name: `k${i}`, keyId: i, signature: seed(3) })).join('');
    expect(parseNote(`a\n\n${lines(100)}`).signatures).toHaveLength(100);
    expect(() => parseNote(`a\n\n${lines(101)}`)).toThrow('more than 100');
    expect(() => parseNote(`${'a'.repeat(1_000_000)}\n\n${line}\n`)).toThrow('longer');
    expect(() => parseNote(`${'\n'.repeat(999_000)}`)).toThrow(Malformed);
  });

  it('of any text are read exactly or refused', () => {
    const piece = fc.oneof(fc.constantFrom('\n', '\n\n', '— ', line, 'a', ' ', '=', 'AAAAAAAA', '+', '\u2003', '\ufeff'), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')), (text) => {
        let note: ReturnType<typeof parseNote>;
        try {
          note = parseNote(text);
        } catch (error) {
          return expect(error).toBeInstanceOf(Malformed);
        }
        expect(text.startsWith(`${note.text}\n`)).toBe(true);
        expect(note.signatures.map(formatSignatureLine).map((one) => parseSignatureLine(one.slice(0, -1)))).toEqual(note.signatures);
      }),
      { numRuns: 2_000 },
    );
  });
});
