import { actOn, given, happened } from '@ledger/kit';
import { DissolveUnit, EstablishUnit, RenameUnit, territoryEvents, unit, type Unit } from './index';

const row = (code: string, level: Unit['level'], kind: Unit['kind'], dissolved = false): Unit => ({ code, revision: 0, name: code, sortKey: code, level, kind, dissolved });
const units = [row('10', 'province', 'province'), row('082', 'district', 'rural-district'), row('02683', 'commune', 'commune'), row('02686', 'commune', 'commune', true)];
const facts = { units };

const trinhTuong = { code: '02692', name: 'Trịnh Tường', level: 'commune', kind: 'commune', parent: '082' } as const;
const established = happened(territoryEvents.UnitEstablished(trinhTuong), { effectiveOn: '2004-01-01' });
const establish = (over: Partial<EstablishUnit> = {}) => new EstablishUnit({ code: '02692', name: 'Trịnh Tường', kind: 'commune', parent: '082', ...over });

describe('establishing a unit', () => {
  it('reads the level from the kind', () => {
    given(unit).when(establish(), { facts }).then(territoryEvents.UnitEstablished(trinhTuong));
    given(unit).when(establish({ code: '10', kind: 'province', parent: undefined }), { facts })
      .then(territoryEvents.UnitEstablished({ code: '10', name: 'Trịnh Tường', level: 'province', kind: 'province' }));
  });

  it('accepts a commune directly under its province, as since 1 July 2025', () => {
    expect(given(unit).when(establish({ parent: '10' }), { facts }).events).toHaveLength(1);
  });

  it.each([
    ['a code of another level', { code: '089' }, 'territory.code-of-another-level', 'code'],
    ['a province under something', { code: '10', kind: 'province', parent: '082' }, 'territory.province-has-no-parent', 'parent'],
    ['no parent', { parent: undefined }, 'territory.unknown-parent', 'parent'],
    ['an unknown parent', { parent: '099' }, 'territory.unknown-parent', 'parent'],
    ['a commune under a commune', { parent: '02683' }, 'territory.parent-of-another-level', 'parent'],
    ['a district under a district', { code: '083', kind: 'rural-district' }, 'territory.parent-of-another-level', 'parent'],
    ['a dissolved parent', { parent: '02686' }, 'territory.unknown-parent', 'parent'],
  ] as const)('refuses %s', (_, over, code, field) => {
    given(unit).when(establish(over), { facts }).refuses(code, field);
  });

  it('refuses a code in use, and gives it again once its unit is dissolved', () => {
    const dissolved = happened(territoryEvents.UnitDissolved({ ...trinhTuong, successors: [] }), { effectiveOn: '2025-07-01' });
    given(unit, established).when(establish(), { facts }).refuses('territory.already-established', 'code');
    given(unit, established, dissolved).when(establish(), { facts, act: actOn('2025-06-30') }).refuses('territory.already-established');
    given(unit, established, dissolved).when(establish({ parent: '10' }), { facts, act: actOn('2025-07-01') })
      .then(territoryEvents.UnitEstablished({ ...trinhTuong, parent: '10' }));
  });
});

describe('renaming a unit', () => {
  const rename = (name: string) => new RenameUnit({ code: '02692', name });

  it('tells the unit whole', () => {
    given(unit, established).when(rename('Trịnh Tường Mới')).then(territoryEvents.UnitRenamed({ ...trinhTuong, name: 'Trịnh Tường Mới' }));
  });

  it('refuses what changes nothing, what does not exist and what came before', () => {
    given(unit, established).when(rename('Trịnh Tường')).refuses('territory.same-name', 'name');
    given(unit).when(rename('A')).refuses('territory.unknown-unit', 'code');
    given(unit, established).when(rename('A'), { act: actOn('2003-12-31') }).refuses('territory.before-established', 'effectiveOn');
  });
});

describe('dissolving a unit', () => {
  const dissolve = (...successors: string[]) => new DissolveUnit({ code: '02692', successors });

  it('names who takes over', () => {
    given(unit, established).when(dissolve('02683'), { facts }).then(territoryEvents.UnitDissolved({ ...trinhTuong, successors: ['02683'] }));
    expect(given(unit, established).when(dissolve(), { facts }).events).toHaveLength(1);
  });

  it.each([
    ['itself', ['02692'], 'territory.repeated-successor', 'successors[0]'],
    ['a successor twice', ['02683', '02683'], 'territory.repeated-successor', 'successors[1]'],
    ['an unknown successor', ['02999'], 'territory.unknown-successor', 'successors[0]'],
    ['a dissolved successor', ['02686'], 'territory.unknown-successor', 'successors[0]'],
  ] as const)('refuses %s', (_, successors, code, field) => {
    given(unit, established).when(dissolve(...successors), { facts }).refuses(code, field);
  });

  it('happens once, and nothing follows it', () => {
    const gone = happened(territoryEvents.UnitDissolved({ ...trinhTuong, successors: [] }), { effectiveOn: '2025-07-01' });
    given(unit, established, gone).when(dissolve(), { act: actOn('2025-06-30'), facts }).refuses('territory.dissolved');
    given(unit, established, gone).when(new RenameUnit({ code: '02692', name: 'A' }), { act: actOn('2025-07-01') }).refuses('territory.dissolved', 'code');
  });
});

describe('every act on a unit', () => {
  it('is the operator’s or the finance department’s, and names its legal basis', () => {
    expect(unit.rules.map(({ roles }) => roles)).toEqual(Array(3).fill(['operator', 'finance']));
    expect(unit.rules.map(({ requires }) => requires)).toEqual(Array(3).fill(['legalBasis']));
  });
});
