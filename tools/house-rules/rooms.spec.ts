import path from 'node:path';
import ts from 'typescript';
import { placeOf, type Place } from '../workspace/places.cjs';
import { codeFiles, readSource, trackedFiles } from './source-files';

const libFiles = codeFiles.filter((file) => /^libs\/.*\.tsx?$/.test(file));

const registers = [...new Set(trackedFiles.flatMap((file) => /^libs\/registers\/([^/]+)\//.exec(file)?.[1] ?? []))];

/** Where an import leads inside the workspace, without extension; undefined for packages. */
function target(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('@ledger/')) return `libs/${specifier.slice('@ledger/'.length)}`;
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(importer), specifier);
  return undefined;
}

/** Imports that exist when the program runs: type-only ones leave no trace. */
function runtimeImports(file: string): string[] {
  const source = ts.transpileModule(readSource(file), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: false, experimentalDecorators: true },
    fileName: file,
  }).outputText;
  return ts.preProcessFile(source, true, true).importedFiles.map((imported) => imported.fileName);
}

const known = new Set(trackedFiles);
const fileAt = (place: string): string | undefined => [`${place}.ts`, `${place}.tsx`, `${place}/index.ts`, place].find((file) => known.has(file));

function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): string[] => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return [];
    trail.push(node);
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    done.add(node);
    return [];
  };
  for (const node of edges.keys()) {
    const cycle = visit(node);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

const imports = new Map(
  libFiles.map((file) => [file, runtimeImports(file).flatMap((specifier) => fileAt(target(specifier, file) ?? '') ?? [])] as const),
);

describe('rooms', () => {
  it('hold every file of libs', () => {
    expect(libFiles.filter((file) => placeOf(file) === undefined)).toEqual([]);
  });

  it('have no files that import each other in a circle', () => {
    expect(findCycle(imports)).toEqual([]);
  });

  it('do not import each other in a circle', () => {
    const rooms = new Map<string, string[]>();
    for (const [file, targets] of imports) {
      if (file.includes('.spec.')) continue;
      const from = (placeOf(file) as Place).root;
      const others = targets.map((to) => placeOf(to)?.root).filter((to): to is string => to !== undefined && to !== from);
      rooms.set(from, [...(rooms.get(from) ?? []), ...others]);
    }
    expect(findCycle(rooms)).toEqual([]);
  });

  it('resolve every import into libs', () => {
    const dangling = libFiles.flatMap((file) =>
      runtimeImports(file)
        .filter((specifier) => specifier.startsWith('@ledger/') && !fileAt(target(specifier, file)!))
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(dangling).toEqual([]);
  });
});

describe.each(registers.length > 0 ? registers : ['(none yet)'])('register %s', (register) => {
  const has = (file: string) => trackedFiles.includes(`libs/registers/${register}/${file}`);

  it('has a page that explains it and its three rooms', () => {
    if (registers.length === 0) return;
    expect(['README.md', 'domain/index.ts', 'server/index.ts', 'web/index.ts'].filter((file) => !has(file))).toEqual([]);
  });
});
