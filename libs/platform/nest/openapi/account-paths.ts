import type { JsonObject } from '@ledger/kit';
import { json, operation, path, query } from './fixed-paths';
import { ref } from './parts';

const text = { type: 'string' };
const body = (...names: readonly string[]): JsonObject => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', additionalProperties: false, properties: Object.fromEntries(names.map((name) => [name, text])), required: names } } },
});
const bytes = (...types: readonly string[]): JsonObject => ({ required: true, content: Object.fromEntries(types.map((type) => [type, {}])) });
const answers = (status: number, answer: JsonObject): JsonObject => ({ [status]: answer, default: ref('Problem', 'problem') });
const nothing = (description: string): JsonObject => answers(204, { description });
const header = (name: string): JsonObject => ({ name, in: 'header', required: true, schema: { type: 'integer', minimum: 0 } });

/** Sessions and passwords. */
export const accountPaths: JsonObject = {
  '/api/sign-out': { post: operation('signOut', 'session', 'Đăng xuất · end the session', {}, { responses: nothing('The session has ended.') }) },
  '/api/me': { get: operation('me', 'session', 'Tôi là ai · who is signed in, and the roles in force', json('The account and its roles.')) },
  '/api/password': {
    post: operation('changePassword', 'session', 'Đổi mật khẩu · change one’s own password', {}, { requestBody: body('current', 'password'), responses: nothing('Changed; other sessions have ended.') }),
  },
  '/api/users/{username}/password': {
    post: operation('setPassword', 'session', 'Đặt mật khẩu · set the password of an account (operators)', {}, {
      parameters: [path('username')], requestBody: body('password'), responses: nothing('Set; the sessions of the account have ended.'),
    }),
  },
};

const announcement: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: { sha256: text, size: { type: 'integer', minimum: 1 }, type: text, name: text },
  required: ['sha256', 'size', 'type', 'name'],
};

/** Files of evidence, whole or in parts. */
export const evidencePaths: JsonObject = {
  '/api/evidence/{sha256}': {
    put: operation('putEvidence', 'evidence', 'Tải lên một tệp bằng chứng · upload a whole file', {}, {
      parameters: [path('sha256'), query('name')], requestBody: bytes('application/octet-stream', 'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain'),
      responses: answers(201, json('Stored: what is known of the file.')),
    }),
    get: operation('getEvidence', 'evidence', 'Mở tệp bằng chứng · the file, or the part that Range names', { description: 'The file.', content: { 'application/octet-stream': {} } }, { parameters: [path('sha256')] }),
  },
  '/api/evidence/uploads': {
    post: operation('beginUpload', 'evidence', 'Bắt đầu tải lên từng phần · announce a file that comes in parts', {}, {
      requestBody: { required: true, content: { 'application/json': { schema: announcement } } }, responses: answers(201, json('The upload’s id.')),
    }),
  },
  '/api/evidence/uploads/{id}': {
    head: operation('uploadProgress', 'evidence', 'Đã nhận đến đâu · how far the upload has come', { description: '`Upload-Offset` of `Upload-Length`.' }, { parameters: [path('id')] }),
    patch: operation('continueUpload', 'evidence', 'Gửi phần tiếp theo · the next bytes', json('How far it has come; with the last byte what is known of the file.'), {
      parameters: [path('id'), header('Upload-Offset')], requestBody: bytes('application/offset+octet-stream', 'application/octet-stream'),
    }),
    delete: operation('cancelUpload', 'evidence', 'Hủy lượt tải lên · give the upload up', {}, { parameters: [path('id')], responses: nothing('Given up.') }),
  },
};
