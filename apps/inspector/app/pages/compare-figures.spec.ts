import type { ReportAnswer, Row } from '@ledger/ui/api/catalogue';
import { reportDifferences } from './compare-figures';

const label = { vi: '', en: '' };
const columns = [['code', 'text'], ['name', 'text'], ['c1', 'text'], ['met', 'criteria'], ['amount', 'VND'], ['rate', 'percent']].map(([key, unit]) => ({ key: key!, unit: unit!, label }));
const answer = (rows: readonly Row[], totals: Row = {}): ReportAnswer => ({ name: 'r', title: label, params: {}, asOf: '2024-12-31', position: '1', versions: { program: '' }, columns, rows, totals, notes: [] });
const row = (code: string, more: Row = {}): Row => ({ code, name: `Xã ${code}`, c1: null, met: 0, amount: '0', rate: null, ...more });

describe('a report at two moments', () => {
  it('has one line for each value that differs, of rows told apart by their key alone', () => {
    const { rows, totals } = reportDifferences(answer([row('1'), row('2')], { met: 0, c1: 0 }), answer([row('1', { c1: 'met', met: 1, amount: '5', rate: 50 }), row('2')], { met: 1, c1: 1 }), ['code']);
    expect(rows.map(({ row: { code }, figures }) => [code, figures.map(({ column, change }) => [column, change])])).toEqual([['1', [['c1', undefined], ['met', 1n], ['amount', 5n], ['rate', undefined]]]]);
    expect(totals.figures.map(({ column, change }) => [column, change])).toEqual([['c1', 1n], ['met', 1n]]);
  });

  it('says which rows are there only at one of them, and takes their figures from nothing', () => {
    const { rows } = reportDifferences(answer([row('1', { amount: '7' })]), answer([row('2', { amount: '3' })]), ['code']);
    expect(rows.map(({ row: { code }, only, figures }) => [code, only, figures.map(({ change }) => change)])).toEqual([['2', 'B', [3n]], ['1', 'A', [-7n]]]);
  });

  it('tells rows apart by their texts where the report does not say by what', () => {
    const { rows } = reportDifferences(answer([row('1', { name: 'Xã cũ', amount: '1' })]), answer([row('1', { name: 'Xã mới', amount: '2' })]));
    expect(rows.map(({ only, figures }) => [only, figures.map(({ column }) => column)])).toEqual([[undefined, ['name', 'amount']]]);
  });
});
