const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const importDirection = require('./tools/house-rules/import-direction.cjs');

const pureRooms = ['libs/kit/**/*.ts', 'libs/fields/**/*.ts', 'libs/registers/*/domain/**/*.ts'];
const specs = ['**/*.spec.ts', '**/*.spec.tsx'];
const browserFiles = ['apps/admin/app/**/*.{ts,tsx}', 'apps/inspector/{app,source}/**/*.{ts,tsx}', 'libs/ui/**/*.{ts,tsx}', 'libs/registers/web.ts', 'libs/registers/web.spec.ts', 'libs/registers/*/web/**/*.{ts,tsx}'];

const hiddenInputs = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is an input: take the day or the instant as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The clock is an input: take the day or the instant as an argument.' },
];
const hiddenGlobals = ['process', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require', 'Buffer', '__dirname', '__filename'];

module.exports = tseslint.config(
  { ignores: ['**/node_modules/', 'dist/', 'data/', 'tmp/', '.nx/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.cjs', '**/*.js', '**/*.mjs'],
    languageOptions: { sourceType: 'module' },
    rules: { 'no-undef': 'off', 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }], eqeqeq: 'error' },
  },
  { files: ['**/*.cjs', '**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    plugins: { ledger: { rules: { 'import-direction': importDirection } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      'ledger/import-direction': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-control-regex': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // Browser code is a program of its own: it sees the DOM, and its files are in tsconfig.web.json alone.
    files: browserFiles,
    languageOptions: { parserOptions: { projectService: false, project: './tsconfig.web.json', tsconfigRootDir: __dirname } },
  },
  // Contract suites are tests kept beside the port they describe; they say what an adapter made them leave out.
  { files: ['libs/**/*.ts', 'libs/**/*.tsx'], ignores: [...specs, 'libs/**/contract/**'], rules: { 'no-console': 'error' } },
  {
    files: pureRooms,
    ignores: specs,
    rules: {
      'no-restricted-syntax': ['error', ...hiddenInputs],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is an input.' },
        { object: 'Math', property: 'random', message: 'Chance is an input.' },
      ],
      'no-restricted-globals': ['error', ...hiddenGlobals.map((name) => ({ name, message: 'A pure room sees neither process, clock, network nor disk.' }))],
    },
  },
  {
    // Kit and platform erase the types of what they collect (deciders of every state, tables of every row); `any` is that erasure.
    files: ['libs/kit/**/*.ts', 'libs/platform/**/*.ts', 'libs/ui/register/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: specs,
    rules: { '@typescript-eslint/no-explicit-any': 'off', '@typescript-eslint/no-require-imports': 'off', 'no-sparse-arrays': 'off' },
  },
);
