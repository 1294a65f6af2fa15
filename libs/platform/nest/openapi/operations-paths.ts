import type { JsonObject } from '@ledger/kit';
import { json, operation, path, query } from './fixed-paths';
import { ref } from './parts';

const ended = { 204: { description: 'Ended.' }, default: ref('Problem', 'problem') };
const limit = query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 });

/** Sessions, the access log, and what operators see of the process and its event node. */
export const operationsPaths: JsonObject = {
  '/api/sessions': { get: operation('listOwnSessions', 'session', 'Các phiên của tôi · one’s own open sessions', json('Sessions, each named by the SHA-256 of its token.')) },
  '/api/sessions/{id}': { delete: operation('endOwnSession', 'session', 'Kết thúc một phiên của tôi · end one of one’s own sessions', {}, { parameters: [path('id')], responses: ended }) },
  '/api/operations/sessions': { get: operation('listSessions', 'operations', 'Mọi phiên đang mở · everybody’s open sessions', json('Sessions, the last used first.')) },
  '/api/operations/sessions/{id}': { delete: operation('endSession', 'operations', 'Kết thúc phiên của người khác · end anybody’s session', {}, { parameters: [path('id')], responses: ended }) },
  '/api/operations/status': { get: operation('status', 'operations', 'Tình trạng hệ thống · everything about this process in one answer', json('Version, process, disk, health, settings without passwords.')) },
  '/api/operations/node': { get: operation('eventNodeStatus', 'operations', 'Nút sự kiện · the event node, its groups and their consumers', json('State, address, and the persistent subscriptions with their consumers and parked messages.')) },
  '/api/operations/node/replay': {
    post: operation('replayParked', 'operations', 'Gửi lại thông điệp đã gác · deliver a group’s parked messages again', {}, {
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', additionalProperties: false, properties: { source: { type: 'string' }, group: { type: 'string' } }, required: ['source', 'group'] } } } },
      responses: { 202: json('Begun.'), default: ref('Problem', 'problem') },
    }),
  },
  '/api/access-log': {
    get: operation('listAccesses', 'operations', 'Nhật ký truy cập · who looked at what, latest first', json('Personal data, event history, evidence, receipts, bundles and files taken away.'), {
      parameters: [query('user'), query('kind', { type: 'string', enum: ['personal', 'events', 'evidence', 'bundle', 'export', 'receipt'] }), limit, query('before', { type: 'integer' })],
    }),
  },
};
