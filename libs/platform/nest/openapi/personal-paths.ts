import type { JsonObject } from '@ledger/kit';
import { json, operation, path, query } from './fixed-paths';
import { ref } from './parts';

const text = { type: 'string' };
const body = (properties: JsonObject): JsonObject => ({
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', additionalProperties: false, properties, required: Object.keys(properties) } } } },
});

/** Addresses about personal data and backups. */
export const personalPaths: JsonObject = {
  '/api/personal/reads': {
    get: operation('listPersonalReads', 'personal', 'Ai đã xem dữ liệu của ai · who was shown whose personal data, latest first', json('The access log.'), {
      parameters: [query('person'), query('user'), query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }), query('before', { type: 'integer', minimum: 0 })],
    }),
  },
  '/api/personal/status': { get: operation('personalStatus', 'personal', 'Khóa và bản sao lưu · how many keys there are, how many were destroyed, and the backups that hold keys', json('Counts and backups.')) },
  '/api/personal/rebuild': { post: operation('rebuildReadable', 'personal', 'Dựng lại phần đọc được · fill what is readable anew from events and keys', json('Done.')) },
  '/api/operations/backups': {
    get: operation('listBackups', 'operations', 'Các bản sao lưu · the backups that were made', json('Every backup, or those that hold a person’s key.'), { parameters: [query('person')] }),
    post: operation('beginBackup', 'operations', 'Báo trước một bản sao lưu · make a backup known before it is made', json('Its id.'), {
      ...body({ folder: text, personal: { type: 'boolean' } }),
      responses: { 201: json('Its id.'), default: ref('Problem', 'problem') },
    }),
  },
  '/api/operations/backups/{id}/finished': {
    post: operation('finishBackup', 'operations', 'Báo đã sao lưu xong · the backup is whole', json('Noted.'), { parameters: [path('id')], ...body({ manifest: { type: 'string', pattern: '^[0-9a-f]{64}$' } }) }),
  },
};
