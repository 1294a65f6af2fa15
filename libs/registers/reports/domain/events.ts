import { defineEvents } from '@ledger/kit';
import { issuer, manifestId, manifestShape } from './manifest-fields';

/** `manifest` is the SHA-256 of the other fields but `issuedBy`, as RFC 8785 JSON. */
export const reportsEvents = defineEvents('reports', {
  ReportManifestRecorded: { manifest: manifestId(), ...manifestShape, issuedBy: issuer() },
});
