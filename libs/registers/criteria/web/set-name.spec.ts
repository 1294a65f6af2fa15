import { setName } from './set-name';

describe('the name of a set of criteria', () => {
  it.each([
    ['commune-2021-2025', 'vi', 'Xã nông thôn mới 2021–2025'], ['commune-advanced-2021-2025', 'vi', 'Xã nông thôn mới nâng cao 2021–2025'],
    ['commune-model-2021-2025', 'en', 'Model new rural commune 2021–2025'], ['district-2021-2025', 'vi', 'district-2021-2025'],
  ] as const)('%s in %s', (code, language, name) => expect(setName(code, language)).toBe(name));
});
