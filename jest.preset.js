const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const nxPreset = require('@nx/jest/preset').default;

// ESM-only packages must pass through swc: Jest cannot `require` them as Node does.
const esmOnly = ['uuid', 'jose', 'openid-client', 'oauth4webapi', '@noble'];

// Nx's resolver loads the TypeScript compiler in every worker; the alias below needs no compiler.
const { resolver: _nxResolver, ...preset } = nxPreset;

// JSX is the browser's: only `.tsx` is read with it.
const { $schema: _schema, ...swc } = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));
const jsx = { ...swc, swcrc: false, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true }, transform: { ...swc.jsc.transform, react: { runtime: 'automatic' } } } };

module.exports = {
  ...preset,
  testEnvironment: 'node',
  // Replaced, not extended: the preset's own entry is ts-jest.
  transform: { '^.+\\.tsx$': ['@swc/jest', jsx], '^.+\\.[cm]?[jt]s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: { '^@ledger/(.*)$': '<rootDir>/libs/$1', '\\.css$': '<rootDir>/tools/workspace/no-style.cjs' },
  moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
