import fc from 'fast-check';
import { formatReportManifest, parseReportManifest, reportManifestId, reportOutputBytes, reportOutputHash, type ReportManifest } from './report-manifest';

const manifest: ReportManifest = {
  report: 'capital-plan', reportVersion: 1, parameters: { year: 2024, by: 'holder' }, asOf: '2025-01-31',
  knownAt: { origin: 'ledger.localhost/demo', position: '120', treeSize: '118', root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
  projections: [{ name: 'funds_postings', version: 1 }], code: { program: '0.1.0', sha256: 'b2'.repeat(32) }, output: 'c3'.repeat(32),
};
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('a report’s manifest', () => {
  it('has one spelling, whatever order and layout it is read from', () => {
    const laidOut = JSON.stringify(Object.fromEntries(Object.entries(manifest).reverse()), null, 2);
    expect(parseReportManifest(laidOut)).toEqual(manifest);
    expect(reportManifestId(parseReportManifest(laidOut))).toBe(reportManifestId(manifest));
    expect(text(formatReportManifest(manifest))).toMatch(/^\{"asOf":"2025-01-31","code":\{"program":"0\.1\.0"/);
  });

  it('leaves out what is no part of it, such as who issued it', () => {
    const recorded = { ...manifest, manifest: 'd4'.repeat(32), issuedBy: { user: 'lan' } };
    expect(reportManifestId(recorded)).toBe(reportManifestId(manifest));
  });

  it('has another id as soon as anything in it differs', () => {
    const others = [
      { ...manifest, asOf: '2025-02-01' }, { ...manifest, parameters: { year: 2025 } }, { ...manifest, output: 'c4'.repeat(32) },
      { ...manifest, knownAt: { ...manifest.knownAt, treeSize: '119' } }, { ...manifest, projections: [] },
    ];
    expect(new Set([manifest, ...others].map(reportManifestId)).size).toBe(others.length + 1);
  });

  it.each([
    ['', 'null', '[]', '{}', '{"report":"capital-plan"}'],
    [JSON.stringify({ ...manifest, output: 'C3'.repeat(32) }), JSON.stringify({ ...manifest, knownAt: { ...manifest.knownAt, treeSize: '007' } })],
    [JSON.stringify({ ...manifest, parameters: { year: 1.5 } }), JSON.stringify({ ...manifest, projections: [{ name: 'x' }] })],
  ])('that is broken is refused: %s', (...texts) => {
    for (const broken of texts) expect(() => parseReportManifest(broken)).toThrow('report manifest');
  });

  it('of any bytes is an error or a manifest, never anything else', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.json().map((json) => Buffer.from(json))), (bytes) => {
      try {
        return parseReportManifest(bytes).report.length > 0;
      } catch (error) {
        return (error as Error).name === 'Malformed';
      }
    }));
  });
});

describe('a report’s output', () => {
  const output = { name: 'r', version: 1, title: { vi: 'Báo cáo' }, params: {}, asOf: '2025-01-31', columns: [], rows: [{ plan: '1000' }], totals: {}, notes: [] };

  it('is the same bytes for the same rows, wherever it was asked', () => {
    const answered = { ...output, knownAt: '120', position: '120', versions: { program: '0.1.0' } };
    expect(reportOutputHash(answered)).toBe(reportOutputHash(output));
    expect(text(reportOutputBytes(answered))).toBe(text(reportOutputBytes(output)));
  });

  it('is another for another figure', () => {
    expect(reportOutputHash({ ...output, rows: [{ plan: '1001' }] })).not.toBe(reportOutputHash(output));
  });
});
