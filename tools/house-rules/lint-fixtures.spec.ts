import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import houseConfig from '../../eslint.config.cjs';
import { workspace } from './source-files';

// The fixtures exist only as text, so rules that need the types of a whole program are left out here.
const eslint = new ESLint({
  cwd: workspace,
  overrideConfigFile: true,
  overrideConfig: [...houseConfig, tseslint.configs.disableTypeChecked as Linter.Config, { languageOptions: { parserOptions: { projectService: false } } }],
});

async function brokenRules(file: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: path.join(workspace, file) });
  return result!.messages.map((message) => message.messageId ?? message.ruleId ?? message.message);
}

const importOf = (specifier: string) => `import * as something from '${specifier}';\nexport const used = something;\n`;

const kit = 'libs/kit/fixture.ts';
const fields = 'libs/fields/fixture.ts';
const domain = 'libs/registers/funds/domain/fixture.ts';
const server = 'libs/registers/funds/server/fixture.ts';
const web = 'libs/registers/funds/web/fixture.ts';
const platform = 'libs/platform/event-store/fixture.ts';
const auditLog = 'libs/platform/audit-log/fixture.ts';
const ui = 'libs/ui/fixture.ts';

describe('lint refuses', () => {
  it.each([
    [kit, '@ledger/fields', 'direction'],
    [kit, '../fields', 'direction'],
    [kit, 'rxjs', 'package'],
    [kit, 'node:fs', 'platform'],
    [fields, '@ledger/registers/territory/domain', 'direction'],
    [fields, 'class-validator', 'package'],
    [fields, 'crypto', 'platform'],
    [domain, '@ledger/platform/event-store', 'direction'],
    [domain, '@ledger/registers/funds/server', 'direction'],
    [domain, '../server/capital-plan', 'direction'],
    [domain, '@nestjs/common', 'package'],
    [domain, 'node:crypto', 'platform'],
    [domain, '../../territory/domain', 'relative'],
    [server, '@ledger/registers/territory/server', 'direction'],
    [server, '@ledger/platform/read-store', 'direction'],
    [server, '../domain/events', 'relative'],
    [server, '@nestjs/cqrs', 'package'],
    [server, 'pg', 'package'],
    [server, '../../../../apps/api/main', 'direction'],
    [web, '@ledger/registers/funds/server', 'direction'],
    [web, '@ledger/platform/nest', 'direction'],
    [platform, '@ledger/registers/funds/domain', 'direction'],
    [platform, '@ledger/ui', 'direction'],
    [platform, '../../kit', 'relative'],
    [auditLog, '@ledger/fields', 'direction'],
    [auditLog, '@ledger/platform/event-store', 'direction'],
    [auditLog, '@noble/hashes', 'package'],
    [ui, '@ledger/platform/nest', 'direction'],
    [ui, '@ledger/registers/funds/domain', 'direction'],
    [platform, '@ledger/registers', 'direction'],
    [server, '@ledger/registers', 'direction'],
    ['libs/registers/index.ts', '@ledger/platform/nest', 'direction'],
    ['libs/registers/index.ts', '@nestjs/common', 'package'],
    [kit, '@ledger/nowhere', 'nowhere'],
  ])('%s importing %s', async (file, specifier, rule) => {
    expect(await brokenRules(file, importOf(specifier))).toEqual([rule]);
  });

  it.each([
    ['a type', `export type T = import('@ledger/platform/event-store').Store;\n`, 'direction'],
    ['a re-export', `export * from '@ledger/platform/event-store';\n`, 'direction'],
    ['a named re-export', `export { store } from '@ledger/platform/event-store';\n`, 'direction'],
    ['a late import', `export const late = () => import('@ledger/platform/event-store');\n`, 'direction'],
    ['a require', `export const late = (): unknown => require('@ledger/platform/event-store');\n`, 'direction'],
  ])('a way round: %s', async (_, source, rule) => {
    expect(await brokenRules(domain, source)).toContain(rule);
  });

  it.each([
    ['the clock', 'export const now = () => Date.now();\n', 'restrictedObjectProperty'],
    ['the day of today', 'export const now = () => new Date();\n', 'restrictedSyntax'],
    ['chance', 'export const any = () => Math.random();\n', 'restrictedObjectProperty'],
    ['the environment', 'export const mode = () => process.env.LEDGER_MODE;\n', 'customMessage'],
    ['the network', `export const ask = () => fetch('x');\n`, 'customMessage'],
  ])('%s as a hidden input of a pure room', async (_, source, rule) => {
    for (const file of [kit, fields, domain]) expect(await brokenRules(file, source)).toContain(rule);
  });

  it('printing from a library', async () => {
    expect(await brokenRules(platform, `console.log('x');\n`)).toContain('unexpected');
  });

  it('comparing without regard to type', async () => {
    expect(await brokenRules(platform, 'export const same = (a: unknown, b: unknown) => a == b;\n')).toContain('unexpected');
  });
});

describe('lint accepts', () => {
  it.each([
    [fields, '@ledger/kit'],
    [domain, '@ledger/kit'],
    [domain, '@ledger/fields'],
    [domain, '@ledger/registers/territory/domain'],
    [domain, '@ledger/registers/funds/data/lines.json'],
    [domain, './events'],
    [server, '@ledger/registers/funds/domain'],
    [server, '@ledger/registers/territory/domain'],
    [web, '@ledger/ui'],
    [platform, '@ledger/platform/event-store/embedded'],
    [platform, '@ledger/platform/audit-log'],
    [platform, '@nestjs/common'],
    [platform, 'node:fs'],
    [auditLog, '@ledger/kit'],
    [auditLog, 'node:crypto'],
    [ui, 'react'],
    ['apps/api/fixture.ts', '@ledger/registers/funds/server'],
    ['libs/registers/index.ts', '@ledger/registers/funds/server'],
    ['apps/api/fixture.ts', '@ledger/registers'],
    ['apps/api/fixture.ts', '../../tools/demo'],
    ['tools/demo/fixture.ts', '@ledger/platform/nest'],
    ['libs/kit/fixture.spec.ts', 'fast-check'],
  ])('%s importing %s', async (file, specifier) => {
    expect(await brokenRules(file, importOf(specifier))).toEqual([]);
  });

  it('a day given as an argument', async () => {
    expect(await brokenRules(domain, 'export const day = (text: string) => new Date(text);\n')).toEqual([]);
  });
});
