import { list, MemoryLedger, type ActInMemory } from '@ledger/kit';
import { RecordReportManifest } from '@ledger/registers/reports/domain';
import { reports } from './index';
import { manifests } from './manifest-list';

const of = (manifest: string, by: string) =>
  new RecordReportManifest({
    manifest, report: 'capital-plan', reportVersion: 1, parameters: { year: 2024 }, asOf: '2025-01-31',
    knownAt: { origin: 'ledger.localhost/demo', position: '120', treeSize: '118', root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
    projections: [{ name: 'funds_postings', version: 1 }], code: { program: '0.1.0', sha256: 'b2'.repeat(32) }, output: 'c3'.repeat(32),
    issuedBy: { user: by, role: 'finance', unit: '10' },
  });
const ledgerItself: ActInMemory = { on: '2025-02-03', by: 'process:reports', role: 'process' };

describe('issued reports', () => {
  it('are listed once each, with who issued them first', () => {
    const ledger = new MemoryLedger([reports]);
    for (const [manifest, by] of [['a1'.repeat(32), 'lan'], ['a1'.repeat(32), 'minh'], ['a2'.repeat(32), 'minh']] as const) ledger.execute(of(manifest, by), ledgerItself);
    expect(ledger.rows(list(manifests))).toMatchObject([
      { manifest: 'a1'.repeat(32), report: 'capital-plan', effectiveUntil: '2025-01-31', treeSize: '118', parameters: { year: 2024 }, issuedBy: 'lan', unit: '10', issuedOn: '2025-02-03' },
      { manifest: 'a2'.repeat(32), issuedBy: 'minh' },
    ]);
  });

  it('are nobody’s to write by hand', () => {
    expect(new MemoryLedger([reports]).refusalOf(of('a1'.repeat(32), 'lan'), { ...ledgerItself, by: 'lan', role: 'finance' })).toBe('act.role');
  });
});
