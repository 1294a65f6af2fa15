const nxPreset = require('@nx/jest/preset').default;

// ESM-only packages must pass through swc: Jest cannot `require` them as Node does.
const esmOnly = ['uuid', 'jose', 'openid-client', 'oauth4webapi', '@noble'];

// Nx's resolver loads the TypeScript compiler in every worker; the alias below needs no compiler.
const { resolver: _nxResolver, ...preset } = nxPreset;

module.exports = {
  ...preset,
  testEnvironment: 'node',
  // Replaced, not extended: the preset's own entry is ts-jest.
  transform: { '^.+\\.[cm]?[jt]sx?$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: { '^@ledger/(.*)$': '<rootDir>/libs/$1' },
  moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
