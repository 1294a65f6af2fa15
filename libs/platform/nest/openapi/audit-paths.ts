import type { JsonObject } from '@ledger/kit';
import { json, operation } from './fixed-paths';

const text = { type: 'string' };
const size = { ...text, pattern: '^[0-9]+$' };
const file = (description: string, type: string): JsonObject => ({ description, content: { [type]: { schema: text } } });
const open = { security: [] };

const sealing: JsonObject = {
  type: 'object',
  properties: {
    state: text, origin: text, keys: { type: 'array', items: text }, size, position: size, sealedAt: { ...text, format: 'date-time' },
    published: { type: 'object', properties: { size, quorumMet: { type: 'boolean' } }, required: ['size', 'quorumMet'] },
    witnesses: { type: 'array', items: { type: 'object', properties: { name: text, url: text, size, cosignedAt: { ...text, format: 'date-time' }, error: text }, required: ['name'] } },
    error: text,
  },
  required: ['state', 'keys', 'size', 'position'],
};

/** The sealed log as it is published, and what operators see of its sealer. */
export const auditPaths: JsonObject = {
  '/api/operations/audit': { get: operation('sealingStatus', 'operations', 'Niêm phong và nhân chứng · how sealing goes', json('State, keys, sizes and witnesses.', sealing)) },
  '/api/operations/audit/checkpoint': {
    post: operation('checkpointNow', 'operations', 'Niêm phong ngay · seal what is recorded now', json('The published checkpoint’s note, and how sealing goes.', { ...sealing, properties: { checkpoint: text, ...(sealing['properties'] as JsonObject) } })),
  },
  '/audit/checkpoint': { get: operation('checkpoint', 'audit', 'Mốc xác thực gần nhất · the latest checkpoint, a signed note (c2sp.org/tlog-checkpoint)', file('The note.', 'text/plain'), open) },
  '/audit/checkpoint.cosigned': { get: operation('cosignedCheckpoint', 'audit', 'Mốc đủ chữ ký nhân chứng · the latest checkpoint that met the policy of witnesses', file('The note.', 'text/plain'), open) },
  '/audit/tile/{place}': {
    get: operation('tile', 'audit', 'Mảnh của cây băm · a hash tile or a bundle of entries (c2sp.org/tlog-tiles)', { description: 'Its bytes.', content: { 'application/octet-stream': { schema: { ...text, format: 'binary' } } } }, {
      ...open, parameters: [{ name: 'place', in: 'path', required: true, description: '`<level>/<index>[.p/<width>]`, or `entries/<index>[.p/<width>]`; with its slashes.', schema: text }],
    }),
  },
  '/audit/key': { get: operation('auditKeys', 'audit', 'Khóa công khai · the keys that sign checkpoints, the current one first', file('A vkey a line.', 'text/plain'), open) },
  '/audit/key/rotation': { get: operation('keyRotation', 'audit', 'Chuyển khóa · the note in which the previous key names the current one', file('The note.', 'text/plain'), open) },
  '/audit/verify-bundle.mjs': { get: operation('bundleVerifier', 'audit', 'Chương trình kiểm tra gói dữ liệu · the verifier of bundles, one file without dependencies', file('A program for Node.js.', 'text/javascript'), open) },
  '/audit/verify-bundle.mjs.sha256': { get: operation('bundleVerifierHash', 'audit', 'Mã băm của chương trình đó · its SHA-256, as `sha256sum --check` reads it', file('One line.', 'text/plain'), open) },
};
