import type { JsonObject } from '@ledger/kit';
import { json, operation, query } from './fixed-paths';

/** What everybody sees without signing in. */
export const publicPaths: JsonObject = {
  '/api/public/figures': {
    get: operation('publicFigures', 'public', 'Số liệu công khai, không cần đăng nhập · aggregates for everybody', json('Money by program, houses by district without small counts, criteria of the province.'), {
      security: [], parameters: [query('year', { type: 'integer', minimum: 2000, maximum: 9999 })],
    }),
  },
};
