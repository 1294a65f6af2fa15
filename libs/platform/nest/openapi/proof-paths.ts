import type { JsonObject } from '@ledger/kit';
import { json, operation, path } from './fixed-paths';
import { ref } from './parts';

const text = { type: 'string' };
const receiptId = { ...path('id'), description: 'Mã lệnh, hoặc stream@lần ghi · a command’s id, or `<stream>@<revision>`.' };
const file = (description: string, type: string): JsonObject => ({ description, content: { [type]: { schema: text } } });

const manifest = {
  type: 'object',
  properties: {
    id: { ...text, pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the other members as RFC 8785 JSON.' },
    report: text,
    reportVersion: { type: 'integer' },
    parameters: { type: 'object' },
    asOf: { ...text, format: 'date' },
    knownAt: { type: 'object', properties: { origin: text, position: ref('Position'), treeSize: text, root: text } },
    projections: { type: 'array', items: { type: 'object', properties: { name: text, version: { type: 'integer' } } } },
    code: { type: 'object', properties: { program: text, sha256: text } },
    output: { ...text, description: 'SHA-256 of the report’s output as RFC 8785 JSON.' },
  },
};

/** Addresses of receipts, proofs and issued reports. */
export const proofPaths: JsonObject = {
  '/api/reports/{name}/issue': {
    post: operation('issueReport', 'reports', 'Ban hành báo cáo: ghi chứng nhận của nó · issue a report: its manifest is recorded', json('The manifest and the report.', { type: 'object', properties: { manifest, recorded: { type: 'boolean' }, stream: text, revision: text, report: ref('Report') } }), {
      description: 'Takes the parameters of the report in the query, as `GET /api/reports/{name}` does. The same inputs have one manifest, which is recorded once.',
      parameters: [path('name')],
    }),
  },
  '/api/receipts/{id}': { get: operation('receipt', 'receipts', 'Lệnh đứng ở đâu trong nhật ký xác thực · where a command stands in the sealed log', json('Stream, revision, leaf and checkpoint.'), { parameters: [receiptId] }) },
  '/api/receipts/{id}.tlog-proof': { get: operation('receiptProof', 'receipts', 'Bằng chứng kiểm tra được ngoại tuyến · a proof that can be checked offline (c2sp.org/tlog-proof)', file('The proof, with the event in it.', 'text/plain'), { parameters: [receiptId] }) },
  '/api/bundle': {
    get: operation('bundle', 'receipts', 'Gói dữ liệu đã niêm phong, kiểm tra được ngoại tuyến · the sealed events, to be checked offline', { description: 'As `verify-bundle.mjs` and the inspectors’ app read it.', content: { 'application/zip': { schema: { ...text, format: 'binary' } } } }, {
      description: 'For inspectors and operators. `held`: the note of a checkpoint that the reader has kept; the bundle then proves that this one goes on from it.',
      parameters: ['register', 'unit', 'from', 'to', 'held'].map((name) => ({ name, in: 'query', schema: text })),
    }),
  },
  '/api/receipts/{id}/paper': {
    get: operation('receiptPaper', 'receipts', 'Biên nhận để in, có mã QR · a page to print, with the proof as a QR code', file('A page without scripts.', 'text/html'), {
      parameters: [receiptId, { name: 'lang', in: 'query', schema: { type: 'string', enum: ['vi', 'en'], default: 'vi' } }],
    }),
  },
};
