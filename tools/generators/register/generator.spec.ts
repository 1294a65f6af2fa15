import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import type { Tree } from '@nx/devkit';
import generate from './generator.cjs';

const run = promisify(execFile);
const workspace = path.resolve(__dirname, '../../..');
const copied = ['libs/kit', 'libs/fields', 'libs/ui', 'libs/platform/audit-log', 'libs/registers/territory', 'jest.preset.js', '.swcrc', 'tsconfig.base.json'];

/** A workspace with the kit, the fields and one register, and the packages of this one. */
function copyOfTheWorkspace(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'ledger-generator-'));
  for (const item of copied) cpSync(path.join(workspace, item), path.join(root, item), { recursive: true });
  const write = (file: string, lines: readonly string[]) => writeFileSync(path.join(root, file), `${lines.join('\n')}\n`);
  write('libs/registers/index.ts', [
    `import type { Register } from '@ledger/kit';`,
    `import { territory } from '@ledger/registers/territory/server';`,
    '',
    'export const registers: readonly Register[] = [territory];',
  ]);
  write('libs/registers/web.ts', [
    `import type { RegisterWeb } from '@ledger/ui/register/register-web';`,
    `import { territoryWeb } from '@ledger/registers/territory/web';`,
    '',
    'export const registerWebs: readonly RegisterWeb[] = [territoryWeb];',
  ]);
  write('jest.config.js', [`module.exports = { preset: './jest.preset.js', rootDir: __dirname, testMatch: ['**/*.spec.ts'], reporters: ['default'] };`]);
  write('tsconfig.json', [JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { lib: ['ES2023', 'ES2024.String', 'DOM', 'DOM.Iterable'], jsx: 'react-jsx' }, include: ['libs/registers/index.ts', 'libs/registers/web.ts', 'libs/registers/contributions/**/*.ts'] })]);
  symlinkSync(path.join(workspace, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  mkdirSync(path.join(root, 'tmp'));
  return root;
}

async function generateIn(root: string, options: Parameters<typeof generate>[1]): Promise<void> {
  const tree = new FsTree(root, false) as Tree;
  await generate(tree, options);
  flushChanges(root, tree.listChanges());
}

let root: string;
beforeAll(async () => {
  root = copyOfTheWorkspace();
  await generateIn(root, { name: 'contributions', vi: 'Đóng góp', en: 'Contributions' });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const inRoot = (file: string) => readFileSync(path.join(root, file), 'utf8');
const node = (script: string, args: readonly string[]) =>
  run(process.execPath, [path.join(workspace, 'node_modules', script), ...args], { cwd: root, timeout: 90_000 }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });

describe('the register generator', () => {
  it('makes the rooms, their specs and a page that explains them', () => {
    const files = (folder: string) => readdirSync(path.join(root, 'libs/registers/contributions', folder)).sort();
    expect(files('.')).toEqual(['README.md', 'domain', 'server', 'web']);
    expect(files('domain')).toEqual(['commands.ts', 'contribution.spec.ts', 'contribution.ts', 'events.ts', 'index.ts', 'messages.ts']);
    expect(files('server')).toEqual(['contribution-facts.ts', 'contribution-list.ts', 'contributions.spec.ts', 'index.ts', 'units.ts']);
    expect(inRoot('libs/registers/contributions/server/index.ts')).toContain(`{ vi: 'Đóng góp', en: 'Contributions' }`);
  });

  it('adds one line to the composition root, in its place', () => {
    const [, first, second] = inRoot('libs/registers/index.ts').split('\n');
    expect([first, second]).toEqual([
      `import { contributions } from '@ledger/registers/contributions/server';`,
      `import { territory } from '@ledger/registers/territory/server';`,
    ]);
    expect(inRoot('libs/registers/index.ts')).toContain('[territory, contributions];');
  });

  it('adds one line for the browser, with a web room that has a text for every command and event', () => {
    expect(inRoot('libs/registers/web.ts')).toContain(`import { contributionsWeb } from '@ledger/registers/contributions/web';`);
    expect(inRoot('libs/registers/web.ts')).toContain('[territoryWeb, contributionsWeb];');
    expect(inRoot('libs/registers/contributions/web/index.ts')).toContain('RecordContribution: {');
  });

  it('gives server and browser the same texts of refusals', () => {
    const texts = '@ledger/registers/contributions/domain/messages';
    expect([inRoot('libs/registers/contributions/server/index.ts').includes(`'${texts}'`), inRoot('libs/registers/contributions/web/index.ts').includes(`import('${texts}')`)]).toEqual([true, true]);
  });

  it('makes specs that pass', async () => {
    const { stderr } = await node('jest/bin/jest.js', ['libs/registers/contributions', '--ci']);
    expect(stderr).toMatch(/Test Suites: 2 passed, 2 total/);
  }, 120_000);

  it('makes code that type-checks', async () => {
    await expect(node('typescript/bin/tsc', ['--project', 'tsconfig.json'])).resolves.toMatchObject({ stdout: '' });
  }, 120_000);

  it.each([
    ['a name that is no word', { name: 'Two-words' }, 'one lower-case word'],
    ['a folder that exists', { name: 'territory', kind: 'unit' }, 'exists already'],
    ['a name that is its own kind', { name: 'staff' }, 'must differ'],
    ['a label that would break out of its text', { name: 'works', vi: `'` }, 'without quotes'],
  ])('refuses %s', async (_, options, message) => {
    await expect(generateIn(root, options)).rejects.toThrow(message);
  });
});
