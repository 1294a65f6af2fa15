import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { leafHash, plugSha256, portableSha256, portableSha256Stream, sha256, sha256Stream } from './index';
import { nodeSha256 } from './node';

const shown = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('SHA-256', () => {
  // FIPS 180-4's examples, and the empty message.
  const examples: readonly [string, string][] = [
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ];
  it.each(examples)('of %.20s… is the published one', (text, digest) => {
    const bytes = new TextEncoder().encode(text);
    expect(shown(portableSha256(bytes))).toBe(digest);
    expect(shown(nodeSha256(bytes))).toBe(digest);
  });

  it('is the same in every implementation, at every length and offset', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 9 }), (bytes, offset) => {
        const digest = createHash('sha256').update(bytes.subarray(offset)).digest('hex');
        expect(shown(portableSha256(bytes.subarray(offset)))).toBe(digest);
        expect(shown(nodeSha256(bytes.subarray(offset)))).toBe(digest);
      }),
      { numRuns: 300 },
    );
  });

  it('is that of node:crypto at every length up to a thousand bytes', () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => (i * 31 + (i >> 3)) & 0xff);
    for (let length = 0; length <= bytes.length; length++) expect(shown(portableSha256(bytes.subarray(0, length)))).toBe(createHash('sha256').update(bytes.subarray(0, length)).digest('hex'));
  });

  it('of pieces is that of the whole, whatever is hashed between them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
        const digest = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
        for (const stream of [portableSha256Stream(), sha256Stream()]) {
          for (const piece of pieces) {
            stream.update(piece);
            portableSha256(piece);
          }
          expect(shown(stream.digest())).toBe(digest);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives a digest that nothing else holds', () => {
    for (const implementation of [portableSha256, nodeSha256]) {
      const first = implementation(new Uint8Array(200));
      const kept = shown(first);
      implementation(new Uint8Array(200).fill(1));
      expect(shown(first)).toBe(kept);
    }
  });

  it('can be plugged in, but only if it is SHA-256', () => {
    expect(() => plugSha256(() => new Uint8Array(32))).toThrow('not SHA-256');
    let calls = 0;
    plugSha256((bytes) => (calls++, portableSha256(bytes)));
    expect(shown(leafHash(new Uint8Array(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(calls).toBe(2);
    plugSha256(nodeSha256);
    expect(shown(sha256(new Uint8Array(0)))).toBe(examples[0]![1]);
  });
});
