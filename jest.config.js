const { existsSync } = require('node:fs');

/** Every spec of the workspace. Specs that take longer than about 20 s are called `*.heavy.spec.ts(x)` and run on their own. */
const heavy = process.env.LEDGER_TEST_HEAVY === '1';

module.exports = {
  preset: './jest.preset.js',
  rootDir: __dirname,
  roots: ['apps', 'libs', 'tools'].map((top) => `${__dirname}/${top}`).filter(existsSync),
  testMatch: [heavy ? '**/*.heavy.spec.{ts,tsx}' : '**/*.spec.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', ...(heavy ? [] : ['\\.heavy\\.spec\\.tsx?$'])],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/tmp/'],
  maxWorkers: heavy ? 1 : 2,
  testTimeout: heavy ? 600_000 : 60_000,
  reporters: ['default', '<rootDir>/tools/workspace/suite-times-reporter.cjs'],
};
