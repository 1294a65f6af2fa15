import type { JsonObject } from '@ledger/kit';
import { ref } from './parts';

export const json = (description: string, schema: JsonObject = { type: 'object' }): JsonObject => ({ description, content: { 'application/json': { schema } } });
export const query = (name: string, schema: JsonObject = { type: 'string' }): JsonObject => ({ name, in: 'query', schema });
export const path = (name: string): JsonObject => ({ name, in: 'path', required: true, schema: { type: 'string' } });
export const operation = (operationId: string, tag: string, summary: string, answer: JsonObject, extra: JsonObject = {}): JsonObject => ({
  operationId,
  tags: [tag],
  summary,
  responses: { 200: answer, default: ref('Problem', 'problem') },
  ...extra,
});

const text = { type: 'string' };

/** Addresses that are the shell's own, whatever registers there are. */
export const fixedPaths: JsonObject = {
  '/api/sign-in': {
    post: operation('signIn', 'session', 'Đăng nhập · sign in', json('A session cookie and the same token for `Authorization: Bearer`.', { type: 'object', properties: { token: text }, required: ['token'] }), {
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', properties: { username: text, password: text }, required: ['username', 'password'] } } } },
    }),
  },
  '/api/registers': { get: operation('listRegisters', 'registers', 'Các sổ với danh sách và báo cáo · registers with their lists and reports', json('Every register.')) },
  '/api/commands': { get: operation('listCommands', 'commands', 'Các lệnh, trường và vai trò · commands with their fields and roles', json('Every command.')) },
  '/api/reports': { get: operation('listReports', 'reports', 'Các báo cáo · reports with their parameters', json('Every report.')) },
  '/api/positions': {
    get: operation('listPositions', 'events', 'Các mốc đã đặt tên · positions of the ledger that have a name', json('In the order of recording; may be none.', {
      type: 'object',
      required: ['positions'],
      properties: {
        positions: {
          type: 'array',
          items: { type: 'object', required: ['name', 'position', 'at', 'label'], properties: { name: text, position: ref('Position'), at: { type: 'string', format: 'date-time' }, label: { type: 'object', properties: { vi: text, en: text } } } },
        },
      },
    })),
  },
  '/api/events': {
    get: operation('listEvents', 'events', 'Ai đã làm gì, khi nào · who did what when', json('Events in the order of recording.'), {
      parameters: [query('stream'), query('register'), query('from', ref('Position')), query('until'), query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 })],
    }),
  },
  '/api/events/stored': {
    get: operation('storedEvents', 'events', 'Sự kiện đúng từng byte như đã lưu · the sealed events to the byte, each as a header line, its data and its metadata', { description: 'Every event of the registers’ streams after `from`, in order. A header tells the lengths of the two lines behind it.', content: { 'application/octet-stream': {} } }, {
      parameters: [query('from', ref('Position'))],
    }),
  },
  '/api/published-tiles': {
    get: operation('publishedTiles', 'events', 'Mọi ô của cây băm đã công bố · every tile of the published tree, one behind the other', { description: 'Hash tiles from the lowest level up, then bundles of entries; each behind its length as a big-endian uint32, which is 0 for one that is missing.', content: { 'application/octet-stream': {} } }, {
      parameters: [query('size', ref('Position'))],
    }),
  },
  '/api/live': {
    get: operation('live', 'events', 'Cập nhật trực tiếp · which tables have changed, as server-sent events', { description: 'Events `change` with `{ tables, position }`.', content: { 'text/event-stream': { schema: text } } }, {
      parameters: [{ name: 'Last-Event-ID', in: 'header', schema: ref('Position') }],
    }),
  },
  '/api/operations/event-store': { get: operation('eventStoreStatus', 'operations', 'Kho sự kiện · how the event store stands', json('Its state, its server and what follows it.')) },
  '/api/operations/projections': { get: operation('listProjections', 'operations', 'Các bảng chiếu · projections and how far they are', json('Every projection.')) },
  '/api/operations/projections/{name}/rebuild': {
    post: operation('rebuildProjection', 'operations', 'Dựng lại bảng chiếu · fill the tables anew beside the live ones', json('Begun.'), {
      parameters: [path('name')],
      responses: { 202: json('Begun.'), default: ref('Problem', 'problem') },
    }),
  },
  '/api/operations/processes': { get: operation('listProcesses', 'operations', 'Các tiến trình · processes and how far they are', json('Every process.')) },
  '/api/operations/processes/{name}/resume': {
    post: operation('resumeProcess', 'operations', 'Cho tiến trình chạy tiếp · let a parked process try again', json('Resumed.'), {
      parameters: [path('name')],
      responses: { 202: json('Resumed.'), default: ref('Problem', 'problem') },
    }),
  },
  '/metrics': {
    get: operation('metrics', 'health', 'Số đo vận hành · how the ledger goes, in Prometheus’ text format', { description: 'To this machine; from elsewhere, or through a proxy, with an operator’s token.', content: { 'text/plain': { schema: text } } }),
  },
  '/health/live': { get: operation('healthLive', 'health', 'Máy chủ đang chạy · the process runs', json('Live.'), { security: [] }) },
  '/health/ready': { get: operation('healthReady', 'health', 'Sẵn sàng phục vụ · the process can serve', json('Ready, or degraded.'), { security: [], responses: { 200: json('Ready, or degraded.'), 503: json('Not ready, and why.') } }) },
};
