import { builtinModules } from 'node:module';
import ts from 'typescript';
import { codeFiles, readSource } from './source-files';

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
const { dependencies, devDependencies } = JSON.parse(readSource('package.json')) as Manifest;

const packageOf = (specifier: string) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

const isPackage = (specifier: string) =>
  !specifier.startsWith('.') && !specifier.startsWith('@ledger/') && !specifier.startsWith('node:') && !builtinModules.includes(specifier);

const packagesOf = (file: string) =>
  ts.preProcessFile(readSource(file), true, true).importedFiles.map(({ fileName }) => fileName).filter(isPackage).map(packageOf);

/** What runs in a province's office, as opposed to what builds, measures and tests it. */
const isShipped = (file: string) => /^(apps|libs)\//.test(file) && !/\.spec\.tsx?$|\/(contract|crash|golden|model|testing|journeys)\/|\.type-test\./.test(file);

describe('packages', () => {
  it('are declared where they are imported, not borrowed from another package', () => {
    const declared = { ...dependencies, ...devDependencies };
    const borrowed = codeFiles.flatMap((file) => packagesOf(file).filter((name) => !(name in declared)).map((name) => `${file}: ${name}`));
    expect(borrowed).toEqual([]);
  });

  it('that shipped code imports are dependencies, not tools of development', () => {
    const shipped = codeFiles.filter(isShipped);
    const forDevelopment = shipped.flatMap((file) => packagesOf(file).filter((name) => name in devDependencies).map((name) => `${file}: ${name}`));
    expect(forDevelopment).toEqual([]);
  });
});
