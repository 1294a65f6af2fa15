import fc from 'fast-check';
import { emptyCase, identityOf, isPinned, moved, noted, parseCase, without, withPinned, type CaseFile, type Pinned } from './case-file';

const actor = { user: 'an', role: 'officer', unit: '10' };
const anyPinned: fc.Arbitrary<Pinned> = fc.oneof(
  fc.nat(5).map((n): Pinned => ({ kind: 'event', event: { position: String(n), stream: `funds.line-${n}`, revision: '0', id: `e${n}`, type: 'PaymentMade', data: { amount: '5' }, metadata: { actor, recordedAt: '2025-01-01T00:00:00.000Z', effectiveOn: '2025-01-01', commandId: 'c' } } })),
  fc.nat(3).map((n): Pinned => ({ kind: 'figure', label: 'Giải ngân', value: `${n} tỷ`, address: '/reports/capital-plan' })),
  fc.nat(3).map((n): Pinned => ({ kind: 'evidence', sha256: String(n).repeat(64) })),
  fc.nat(3).map((n): Pinned => ({ kind: 'signal', signal: 'ledger.back-dated', title: 'Ngày lùi', seen: 'x', position: '9', events: [{ position: String(n), id: `e${n}`, stream: 's', revision: String(n), type: 'T', recordedAt: '2025-01-01T00:00:00.000Z', effectiveOn: '2025-01-01', actor }] })),
  fc.constant<Pinned>({ kind: 'note' }),
);
const anyCase = fc.array(anyPinned, { maxLength: 12 }).map((all) => all.reduce<CaseFile>((file, pinned, index) => withPinned(file, pinned, `i${index}`, '2025-02-01T00:00:00.000Z'), { ...emptyCase, title: 'Vụ việc' }));
const idsOf = ({ items }: CaseFile): readonly string[] => items.map(({ id }) => id);

describe('a case file', () => {
  it('comes back from its own JSON as it was', () => {
    fc.assert(fc.property(anyCase, (file) => expect(parseCase(JSON.stringify(file))).toEqual(file)));
  });

  it('never holds the same thing twice, but as many notes as one likes', () => {
    fc.assert(fc.property(anyCase, anyPinned, (file, pinned) => {
      const identities = file.items.flatMap((item) => identityOf(item) ?? []);
      expect(new Set(identities).size).toBe(identities.length);
      const more = withPinned(file, pinned, 'new', '2025-02-01T00:00:00.000Z');
      expect(more.items.length - file.items.length).toBe(isPinned(file, pinned) ? 0 : 1);
    }));
  });

  it('is put in order without losing or gaining anything', () => {
    fc.assert(fc.property(anyCase.filter(({ items }) => items.length > 0), fc.nat(11), fc.integer({ min: -15, max: 15 }), (file, at, by) => {
      const { id } = file.items[at % file.items.length]!;
      const after = moved(file, id, by);
      expect([...idsOf(after)].sort()).toEqual([...idsOf(file)].sort());
      expect(idsOf(after).filter((each) => each !== id)).toEqual(idsOf(file).filter((each) => each !== id));
      expect(idsOf(after).indexOf(id)).toBe(Math.max(0, Math.min(file.items.length - 1, idsOf(file).indexOf(id) + by)));
      expect(noted(after, id, 'Xem lại').items.find((item) => item.id === id)!.note).toBe('Xem lại');
      expect(idsOf(without(after, id))).not.toContain(id);
    }));
  });

  it('is not read from what is none, and reading never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.jsonValue().map((value) => JSON.stringify(value)), fc.jsonValue().map((items) => JSON.stringify({ ...emptyCase, items: [items] }))), (text) => {
      const file = parseCase(text);
      expect(file === undefined || file.items.length === 0).toBe(true);
    }));
    for (const broken of [{ kind: 'event', event: {} }, { kind: 'evidence', sha256: '../..' }, { kind: 'signal', signal: 's' }, { kind: 'verdict' }]) {
      expect(parseCase(JSON.stringify({ ...emptyCase, items: [{ id: 'a', note: '', pinnedAt: '2025-02-01T00:00:00.000Z', ...broken }] }))).toBeUndefined();
    }
  });
});
