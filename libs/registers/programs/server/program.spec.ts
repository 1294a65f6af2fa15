import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeShape, MemoryLedger, type JsonObject } from '@ledger/kit';
import { programList, programs } from './index';
import { AddComponent, CloseProgram, OpenProgram, programKnown, programOpenOn } from '@ledger/registers/programs/domain';

interface Component extends JsonObject { readonly code: string }
interface Entry extends JsonObject {
  readonly code: string; readonly verified: boolean; readonly source: string;
  readonly legalBasis: { readonly number: string; readonly issuedOn: string };
  readonly components: readonly Component[];
}
const entries = (JSON.parse(readFileSync(path.join(__dirname, '../data/programs-2021-2025.json'), 'utf8')) as { programs: Entry[] }).programs;
const legalBasis = { number: '90/QĐ-TTg', issuedOn: '2022-01-18' };
const on = (day: string) => ({ on: day, legalBasis });

let ledger: MemoryLedger;
beforeEach(() => {
  ledger = new MemoryLedger([programs]);
});
const rowsOf = (code: string, asOf: string) => ledger.rows(programList.inForce([code]), { asOf });

const poverty = { code: 'GNBV', name: 'Giảm nghèo bền vững', nameEn: 'Poverty reduction', opensOn: '2021-01-01', closesOn: '2025-12-31' };
const houses = { code: 'GNBV.5', name: 'Nhà ở', nameEn: 'Houses' };

describe('the programs of 2021–2025 and those that join in 2025', () => {
  it('are five, with 10 projects and 14 sub-projects, 7 and 11, and 11 contents, none of them verified yet', () => {
    const counts = entries.map(({ code, components }) => [code, components.filter((each) => each.code.split('.').length === 2).length, components.filter((each) => each.code.split('.').length === 3).length]);
    expect(counts).toEqual([['DTTS', 10, 14], ['NTM', 11, 0], ['GNBV', 7, 11], ['VH', 0, 0], ['MT', 0, 0]]);
    expect(entries.map(({ verified }) => verified)).toEqual(Array(5).fill(false));
  });

  it('are accepted as commands, in the order of the file', () => {
    for (const { components, legalBasis, verified: _verified, source: _source, ...program } of entries) {
      ledger.execute(new OpenProgram(decodeShape(OpenProgram.shape, program)), { on: legalBasis.issuedOn, legalBasis });
      for (const component of components) {
        ledger.execute(new AddComponent(decodeShape(AddComponent.shape, component)), { on: legalBasis.issuedOn, legalBasis });
      }
    }
    expect(ledger.rows(programList.all(), { asOf: '2024-12-31' })).toHaveLength(5 + 24 + 11 + 18);
  });
});

describe('a program', () => {
  beforeEach(() => ledger.execute(new OpenProgram(poverty), on('2022-01-18')));

  it('is opened once, and closes after it opens', () => {
    expect(ledger.refusalOf(new OpenProgram(poverty), on('2022-01-19'))).toBe('programs.already-open');
    expect(ledger.refusalOf(new OpenProgram({ ...poverty, code: 'VH', closesOn: '2020-12-31' }), on('2022-01-19'))).toBe('programs.closes-before-it-opens');
  });

  it('holds its components, each once and below one that exists', () => {
    expect(ledger.refusalOf(new AddComponent({ ...houses, code: 'NTM.1' }), on('2022-01-18'))).toBe('programs.unknown-program');
    expect(ledger.refusalOf(new AddComponent({ ...houses, code: 'GNBV.5.1' }), on('2022-01-18'))).toBe('programs.unknown-parent');
    expect(ledger.refusalOf(new AddComponent(houses), on('2022-01-18'))).toBeUndefined();
    expect(ledger.refusalOf(new AddComponent(houses), on('2022-01-18'))).toBe('programs.component-exists');
    expect(ledger.events.at(-1)!.data).toEqual({ ...houses, program: 'GNBV' });
  });

  it('is open from its first to its last day, and known after it', () => {
    ledger.execute(new AddComponent(houses), on('2022-01-18'));
    const openOn = (day: string) => programOpenOn(rowsOf('GNBV.5', '2026-06-01'), 'GNBV.5', day)?.name;
    expect([openOn('2022-01-18'), openOn('2025-12-31'), openOn('2026-01-01')]).toEqual(['Nhà ở', 'Nhà ở', undefined]);
    expect(programKnown(rowsOf('GNBV.5', '2026-06-01'), 'GNBV.5')?.name).toBe('Nhà ở');
    expect(programKnown(rowsOf('GNBV.5', '2022-01-17'), 'GNBV.5')).toBeUndefined();
  });

  it('can be closed early, once, and then takes no more components', () => {
    expect(ledger.refusalOf(new CloseProgram({ code: 'GNBV' }), on('2020-12-31'))).toBe('programs.closes-before-it-opens');
    ledger.execute(new CloseProgram({ code: 'GNBV' }), on('2024-06-30'));
    expect(programOpenOn(rowsOf('GNBV', '2024-12-31'), 'GNBV', '2024-07-01')).toBeUndefined();
    expect(programOpenOn(rowsOf('GNBV', '2024-06-29'), 'GNBV', '2024-06-29')?.closesOn).toBe('2025-12-31');
    expect(ledger.refusalOf(new CloseProgram({ code: 'GNBV' }), on('2024-07-01'))).toBe('programs.closed');
    expect(ledger.refusalOf(new AddComponent(houses), on('2024-07-01'))).toBe('programs.closed');
  });

  it('rests on a decision, and is the operator’s or the finance department’s', () => {
    expect(ledger.refusalOf(new CloseProgram({ code: 'GNBV' }), { on: '2024-06-30' })).toBe('act.required');
    expect(ledger.refusalOf(new CloseProgram({ code: 'GNBV' }), { ...on('2024-06-30'), role: 'officer' })).toBe('act.role');
  });

  it('sorts by number, not by digits', () => {
    for (const code of ['GNBV.10', 'GNBV.2']) ledger.execute(new AddComponent({ ...houses, code }), on('2022-01-18'));
    const sorted = [...ledger.rows(programList.all(), { asOf: '2022-12-31' })].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
    expect(sorted.map(({ code }) => code)).toEqual(['GNBV', 'GNBV.2', 'GNBV.10']);
  });
});
