import { actor, day, labelled, unitCode } from '@ledger/fields';
import { currentTable, defineProjection, handle, put } from '@ledger/kit';
import { codeHash, manifestId, manifestShape, position, programVersion, reportsEvents, treeSize } from '@ledger/registers/reports/domain';

/** Each report as it was issued: what it was asked with, what was known, and the hash of what it said. */
export const manifests = currentTable('reports_manifests', {
  label: { vi: 'Báo cáo đã ban hành', en: 'Issued reports' },
  columns: {
    manifest: manifestId(),
    report: manifestShape.report,
    parameters: manifestShape.parameters,
    effectiveUntil: manifestShape.asOf,
    position: position(),
    treeSize: treeSize(),
    output: manifestShape.output,
    reportVersion: manifestShape.reportVersion,
    program: programVersion(),
    code: codeHash(),
    issuedBy: actor({ vi: 'Người ban hành', en: 'Issued by' }),
    unit: labelled(unitCode(), { vi: 'Đơn vị ban hành', en: 'Issuing unit' }),
    issuedOn: day({ vi: 'Ngày ban hành', en: 'Issued on' }),
  },
  key: ['manifest'],
  indexes: [['report', 'effectiveUntil']],
});

export const manifestList = defineProjection('reports_manifests', {
  version: 1,
  tables: [manifests],
  on: handle(reportsEvents, {
    ReportManifestRecorded: ({ knownAt, code, issuedBy, asOf, ...manifest }, { recordedOn }) => [
      put(manifests, {
        ...manifest, effectiveUntil: asOf, position: knownAt.position, treeSize: knownAt.treeSize, program: code.program, code: code.sha256,
        issuedBy: issuedBy.user, unit: issuedBy.unit, issuedOn: recordedOn,
      }),
    ],
  }),
});
