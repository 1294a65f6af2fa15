import { MemoryLedger, list } from '@ledger/kit';
import { DissolveUnit, EstablishUnit, RenameUnit } from '@ledger/registers/territory/domain';
import { territory, units } from './index';

const legalBasis = { number: '1673/NQ-UBTVQH15', issuedOn: '2025-06-16' };
const on = (day: string) => ({ on: day, legalBasis });

let ledger: MemoryLedger;
beforeEach(() => {
  ledger = new MemoryLedger([territory]);
  ledger.execute(new EstablishUnit({ code: '10', name: 'Lào Cai', kind: 'province' }), on('1991-10-01'));
  ledger.execute(new EstablishUnit({ code: '085', name: 'Bắc Hà', kind: 'rural-district', parent: '10' }), on('1991-10-01'));
  ledger.execute(new EstablishUnit({ code: '02869', name: 'Lùng Cải', kind: 'commune', parent: '085' }), on('1991-10-01'));
});

const namesOn = (asOf: string) =>
  [...ledger.rows(units.all(), { asOf })].filter((unit) => !unit.dissolved).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).map(({ name }) => name);

describe('the list of units', () => {
  it('is another one on another day', () => {
    ledger.execute(new RenameUnit({ code: '02869', name: 'Lùng Cải Mới' }), on('2020-03-01'));
    ledger.execute(new DissolveUnit({ code: '085', successors: [] }), on('2025-07-01'));
    expect(namesOn('1991-09-30')).toEqual([]);
    expect(namesOn('2020-02-29')).toEqual(['Bắc Hà', 'Lào Cai', 'Lùng Cải']);
    expect(namesOn('2020-03-01')).toEqual(['Bắc Hà', 'Lào Cai', 'Lùng Cải Mới']);
    expect(namesOn('2025-07-01')).toEqual(['Lào Cai', 'Lùng Cải Mới']);
    expect(ledger.rows(units.inForce(['085']), { asOf: '2025-07-01' })).toMatchObject([{ name: 'Bắc Hà', dissolved: true }]);
  });

  it('is what a parent is looked up in, on the day of the act', () => {
    const child = (parent: string, day: string) => ledger.refusalOf(new EstablishUnit({ code: '02872', name: 'Bản Già', kind: 'commune', parent }), on(day));
    expect(child('999', '2000-01-01')).toBe('territory.unknown-parent');
    expect(child('085', '1991-09-30')).toBe('territory.unknown-parent');
    expect(child('085', '2000-01-01')).toBeUndefined();
  });

  it('keeps what was known before a late act', () => {
    const before = BigInt(ledger.events.length);
    ledger.execute(new RenameUnit({ code: '02869', name: 'Lùng Cải Mới' }), on('2000-01-01'));
    const query = { asOf: '2024-01-01', knownAt: before };
    expect(ledger.rows(list(units.table, { where: { code: '02869' } }), query)).toMatchObject([{ name: 'Lùng Cải' }]);
  });
});
