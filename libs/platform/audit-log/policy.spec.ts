import fc from 'fast-check';
import { formatVerifierKey, isQuorumMet, Malformed, parsePolicy, signerKey, type PolicyWitness } from './index';
import './node';

const vkeys: string[] = [];
const lines = (...some: string[]): string => some.map((line) => `${line}\n`).join('');
const metBy = (text: string, ...names: string[]): boolean => isQuorumMet(parsePolicy(text), ({ name }: PolicyWitness) => names.includes(name));

// Keys of public witnesses, as policy files of other implementations list them.
const sigsum = 'sigsum.org+e4ade967+AZuUY6B08pW3QVHu8uvsrxWPcAv9nykap2Nb4oxCee+r';
const remora = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

beforeAll(async () => {
  for (let i = 0; i < 40; i++) {
    const key = await signerKey(`key${i}.example`, i === 0 ? 1 : 4, new Uint8Array(32).fill(i + 1));
    vkeys.push(formatVerifierKey(key));
  }
});

/** The example of c2sp.org/tlog-policy, with keys. */
const example = (): string =>
  lines(
    `log ${vkeys[0]}`, '', `witness X1 ${vkeys[1]}`, `witness X2 ${vkeys[2]}`, `witness X3 ${vkeys[3]}`, 'group X-witnesses 2 X1 X2 X3', '',
    `witness Y1 ${vkeys[4]}`, `witness Y2 ${vkeys[5]}`, `witness Y3 ${vkeys[6]}`, 'group Y-witnesses any Y1 Y2 Y3', '', 'group X-and-Y all X-witnesses Y-witnesses', 'quorum X-and-Y',
  );

describe('a policy', () => {
  it('of the specification’s example asks for two X and one Y', () => {
    expect(parsePolicy(example())).toMatchObject({ logs: [{ key: { name: 'key0.example' } }], quorum: { kind: 'group', name: 'X-and-Y', threshold: 2 } });
    expect(parsePolicy(example()).witnesses.map(({ name }) => name)).toEqual(['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3']);
    expect(metBy(example(), 'X1', 'X3', 'Y2')).toBe(true);
    expect(metBy(example(), 'X1', 'X2', 'X3')).toBe(false);
    expect(metBy(example(), 'X1', 'Y1', 'Y2', 'Y3')).toBe(false);
    expect(metBy(example())).toBe(false);
  });

  it('may ask for nothing, or for one witness', () => {
    expect(parsePolicy('quorum none')).toEqual({ logs: [], witnesses: [], groups: [], quorum: 'none' });
    expect(metBy('quorum none\n')).toBe(true);
    const one = lines(`witness w ${vkeys[1]} https://w.example/`, 'quorum w');
    expect(parsePolicy(one).witnesses[0]).toMatchObject({ name: 'w', url: 'https://w.example/' });
    expect([metBy(one, 'w'), metBy(one)]).toEqual([true, false]);
  });

  it('has comments, blank lines and tabs, and lists witnesses in any order', () => {
    const text = `\n# vì sao\n\t# \xff\n  witness\tw1   ${sigsum}  https://sigsum.org/witness/ \n\nquorum \t w1\t\nwitness w2 ${remora}\n \t\nlog ${vkeys[0]} https://log.example/`;
    expect(parsePolicy(text)).toMatchObject({ logs: [{ url: 'https://log.example/' }], quorum: { name: 'w1' } });
    // An Ed25519 key without a time, as older files list, means the cosigner of that name.
    expect(parsePolicy(text).witnesses.map(({ key }) => key.type)).toEqual([4, 4]);
  });

  it('compares names octet by octet', () => {
    const text = (quorum: string) => lines(`witness K ${vkeys[1]}`, `witness \u212a ${vkeys[2]}`, `quorum ${quorum}`);
    expect(parsePolicy(text('\u212a')).quorum).toMatchObject({ name: '\u212a', key: { name: 'key2.example' } });
    const octets = Uint8Array.of(...Buffer.from(`witness `), 0xff, 0xfe, ...Buffer.from(` ${vkeys[1]}\nquorum `), 0xff, 0xfe);
    expect(parsePolicy(octets).quorum).toMatchObject({ kind: 'witness', key: { name: 'key1.example' } });
  });

  it('holds 32 witnesses in 32 groups', () => {
    const names = Array.from({ length: 32 }, (_, i) => i);
    const text = lines(...names.map((i) => `witness w${i} ${vkeys[i + 1]}`), ...names.slice(1).map((i) => `group g${i} all w${i}${i > 1 ? ` g${i - 1}` : ' w0'}`), 'quorum g31');
    expect(metBy(text, ...names.map((i) => `w${i}`))).toBe(true);
    expect(metBy(text, ...names.slice(1).map((i) => `w${i}`))).toBe(false);
  });

  it('counts as its groups say, for every set of witnesses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.subarray([1, 2, 3, 4, 5]), (threshold, cosigned) => {
        const text = lines(...[1, 2, 3, 4, 5].map((i) => `witness w${i} ${vkeys[i]}`), `group g ${threshold} w1 w2 w3 w4 w5`, 'quorum g');
        expect(metBy(text, ...cosigned.map((i) => `w${i}`))).toBe(cosigned.length >= threshold);
      }),
    );
  });

  const refused: readonly [string, () => string, string][] = [
    ['no quorum', () => lines(`witness w ${vkeys[1]}`), 'no quorum line'],
    ['nothing', () => '', 'no quorum line'],
    ['two quorums', () => lines('quorum none', 'quorum none'), 'line 2: a second quorum line'],
    ['an unknown quorum', () => lines('quorum w'), 'line 1: w is not defined on a line before'],
    ['a quorum before its witness', () => lines('quorum w', `witness w ${vkeys[1]}`), 'line 1'],
    ['a member defined later', () => lines('group g all w', `witness w ${vkeys[1]}`, 'quorum g'), 'line 1: w is not defined'],
    ['a group of itself', () => lines(`witness w ${vkeys[1]}`, 'group g all w g', 'quorum g'), 'g is not defined'],
    ['a member twice', () => lines(`witness w ${vkeys[1]}`, 'group g all w w', 'quorum g'), 'w is a member twice'],
    ['a member of two groups', () => lines(`witness w ${vkeys[1]}`, 'group g all w', 'group h all w', 'quorum g'), 'w is a member twice'],
    ['none as a member', () => lines(`witness w ${vkeys[1]}`, 'group g any w none', 'quorum g'), 'none is not defined'],
    ['the name none', () => lines(`witness none ${vkeys[1]}`, 'quorum none'), 'the name none is taken'],
    ['one name twice', () => lines(`witness w ${vkeys[1]}`, `witness w ${vkeys[2]}`, 'quorum w'), 'line 2: the name w is taken'],
    ['a group called like a witness', () => lines(`witness w ${vkeys[1]}`, 'group w any w', 'quorum w'), 'the name w is taken'],
    ['one witness key twice', () => lines(`witness w ${vkeys[1]}`, `witness v ${vkeys[1]}`, 'quorum w'), 'two witnesses have one public key'],
    ['one log key twice', () => lines(`log ${vkeys[0]}`, `log ${vkeys[0]}`, 'quorum none'), 'two logs have one public key'],
    ['a threshold of none', () => lines(`witness w ${vkeys[1]}`, 'group g 0 w', 'quorum g'), '0 is not all, any or a number'],
    ['a threshold too high', () => lines(`witness w ${vkeys[1]}`, 'group g 2 w', 'quorum g'), '2 is not all, any or a number from 1 to 1'],
    ['a threshold in words', () => lines(`witness w ${vkeys[1]}`, 'group g most w', 'quorum g'), 'most is not'],
    ['a group of nobody', () => lines('group g any', 'quorum g'), 'a group is'],
    ['a broken key', () => lines('witness w key1.example+00000000+BAAA', 'quorum w'), 'line 1: '],
    ['a word too many', () => lines(`log ${vkeys[0]} https://a # why`, 'quorum none'), 'a log is'],
    ['another keyword', () => lines('logs', 'quorum none'), 'logs is not log, witness, group or quorum'],
    ['Windows line ends', () => 'quorum none\r\n', 'control character'],
    ['a zero octet', () => 'quorum none\n\0', 'control character'],
    ['half a character', () => 'quorum none\n# \ud800', 'not text'],
    ['too many logs', () => `quorum none\n${`witness w ${'x'.repeat(100)}\n`.repeat(10_000)}`, 'longer than'],
  ];
  it.each(refused)('with %s is refused', (_, text, reason) => {
    expect(() => parsePolicy(text())).toThrow(Malformed);
    expect(() => parsePolicy(text())).toThrow(reason);
  });

  it('of any words is read or refused', () => {
    const word = fc.oneof(fc.constantFrom('log', 'witness', 'group', 'quorum', 'none', 'all', 'any', '1', '2', 'a', 'b', 'c', '#', '\n', '\n', '\n'), fc.nat({ max: 5 }).map((i) => vkeys[i]!), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')), (text) => {
        try {
          expect(typeof isQuorumMet(parsePolicy(text), () => true)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
        try {
          expect(parsePolicy(octets)).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
    );
  });
});
