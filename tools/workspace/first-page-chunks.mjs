/**
 * The modules an app starts with in one chunk, and those its first page needs beside them in another: left to itself the bundler makes one for
 * each set of pages that share a module, and some sixty requests take longer than what they bring. Which modules these are is told by a bundle
 * made without groups, where what is never used has been left out.
 * @param {readonly import('rolldown').OutputChunk[]} chunks of that bundle
 * @param {string} page path of the first page's module
 */
export function firstPageChunks(chunks, page) {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  /** The modules of a chunk and of those it cannot do without; not those that are loaded when they are needed. */
  const modulesOf = (chunk, known = new Set()) => {
    if (chunk === undefined || known.has(chunk)) return [];
    known.add(chunk);
    return [...chunk.moduleIds, ...chunk.imports.flatMap((file) => modulesOf(byFile.get(file), known))];
  };
  const entry = chunks.find(({ isEntry }) => isEntry);
  const first = chunks.find(({ facadeModuleId }) => facadeModuleId === page);
  if (entry === undefined || first === undefined) throw new Error(`no chunk is of ${entry ? page : 'the entry'}`);
  const places = new Map(modulesOf(first).map((module) => [module, 'first-page']));
  for (const module of modulesOf(entry)) places.set(module, 'start');
  return [{ name: (module) => places.get(module) ?? null, includeDependenciesRecursively: false }];
}
