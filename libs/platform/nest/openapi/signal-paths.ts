import type { JsonObject } from '@ledger/kit';
import { json, operation, path, query } from './fixed-paths';

/** Risk signals, for inspectors. */
export const signalPaths: JsonObject = {
  '/api/signals': {
    get: operation('listSignals', 'signals', 'Dấu hiệu rủi ro và số lần gặp · risk signals and how often each is hit', json('Every signal with its parameters, its citation and its number of hits.'), { parameters: [query('knownAt')] }),
  },
  '/api/signals/{name}': {
    get: operation('readSignal', 'signals', 'Những lần gặp của một dấu hiệu · the hits of one signal, each with its events', json('Hits, the latest first. The signal’s own parameters are query parameters too.'), {
      parameters: [path('name'), query('knownAt'), query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }), query('offset', { type: 'integer', minimum: 0 }), query('format', { type: 'string', enum: ['json', 'csv'] })],
    }),
  },
};
