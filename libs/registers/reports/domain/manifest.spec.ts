import { decodeShape, given, happened, type JsonObject } from '@ledger/kit';
import { manifest, RecordReportManifest, reportsEvents } from './index';

const body = {
  manifest: 'a1'.repeat(32), report: 'capital-plan', reportVersion: 1, parameters: { year: 2024, by: 'holder' }, asOf: '2025-01-31',
  knownAt: { origin: 'ledger.localhost/demo', position: '120', treeSize: '118', root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
  projections: [{ name: 'funds_postings', version: 1 }], code: { program: '0.1.0', sha256: 'b2'.repeat(32) }, output: 'c3'.repeat(32),
  issuedBy: { user: 'lan', role: 'finance', unit: '10' },
};
const command = new RecordReportManifest(body);
const refuses = (change: JsonObject) => expect(() => decodeShape(RecordReportManifest.shape, { ...body, ...change })).toThrow();

describe('a manifest', () => {
  it('is recorded once: issuing the same report again records nothing', () => {
    given(manifest).when(command).then(reportsEvents.ReportManifestRecorded(command));
    given(manifest, happened(reportsEvents.ReportManifestRecorded(body))).when(command).then();
  });

  it('is the same for whoever issues it', () => {
    const again = new RecordReportManifest({ ...body, issuedBy: { user: 'minh', role: 'program', unit: '10' } });
    given(manifest, happened(reportsEvents.ReportManifestRecorded(body))).when(again).then();
  });

  it('holds parameters that are plain values', () => {
    expect(decodeShape(RecordReportManifest.shape, { ...body, parameters: {} }).parameters).toEqual({});
    refuses({ parameters: [] });
    refuses({ parameters: { year: 1.5 } });
    refuses({ parameters: { 'năm': 2024 } });
    refuses({ parameters: { nested: { year: 2024 } } });
  });

  it('holds a tree size and a root', () => {
    refuses({ knownAt: { ...body.knownAt, treeSize: '01' } });
    refuses({ knownAt: { ...body.knownAt, root: 'AAAA' } });
  });
});
