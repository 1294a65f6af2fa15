import { command } from '@ledger/kit';
import { issuer, manifestId, manifestShape } from './manifest-fields';

/**
 * Ghi chứng nhận báo cáo. The ledger issues it itself once it has made the report out for an official:
 * a manifest written by hand would only say what somebody claims.
 */
export class RecordReportManifest extends command({ manifest: manifestId(), ...manifestShape, issuedBy: issuer() }) {}
