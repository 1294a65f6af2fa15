/**
 * Where a file lives says what it may import: the one table behind Nx's projects, the lint rule and the house rules.
 * A new register, platform part, app or tool is known by its folder alone; there is no configuration file to add.
 */

/** @typedef {{ project: string, root: string, kind: string, register?: string }} Place */

const shapes = [
  { pattern: /^libs\/(kit|fields|ui)(?=\/)/, kind: (match) => match[1] },
  { pattern: /^libs\/platform\/(audit-log|risk-signals)(?=\/)/, kind: (match) => match[1] },
  { pattern: /^libs\/platform\/[^/]+(?=\/)/, kind: () => 'platform' },
  { pattern: /^libs\/registers\/([^/]+)\/(domain|server|web|data)(?=\/)/, kind: (match) => match[2], register: (match) => match[1] },
  { pattern: /^libs\/registers(?=\/(index\.ts)?$)/, kind: () => 'composition' },
  { pattern: /^libs\/registers\/web(?=\/|\.)/, kind: () => 'web-composition' },
  { pattern: /^apps\/[^/]+(?=\/)/, kind: () => 'app' },
  { pattern: /^tools\/[^/]+(?=\/)/, kind: () => 'tool' },
];

/** The kinds each kind may import beside itself; `*` means every kind. */
const mayImport = {
  kit: [],
  fields: ['kit'],
  data: [],
  domain: ['kit', 'fields', 'domain', 'data', 'risk-signals'],
  server: ['kit', 'fields', 'domain', 'data'],
  web: ['kit', 'fields', 'domain', 'ui'],
  composition: ['kit', 'domain', 'server'],
  'web-composition': ['kit', 'ui', 'web'],
  'audit-log': ['kit'],
  'risk-signals': ['kit', 'fields'],
  platform: ['kit', 'fields', 'platform', 'audit-log', 'risk-signals'],
  ui: ['kit', 'fields', 'ui', 'audit-log', 'risk-signals'],
  app: ['*'],
  tool: ['*'],
};

/** Kinds whose code imports no npm package. Their specs may: fast-check is a package. */
const withoutPackages = new Set(['kit', 'fields', 'data', 'domain', 'server', 'composition', 'audit-log', 'risk-signals']);

/** Kinds that see neither clock, chance, process nor disk, so that replaying them always gives the same answer. */
const pure = new Set(['kit', 'fields', 'data', 'domain', 'risk-signals']);

const nameOf = (root) => root.replace(/^(libs|apps|tools)\//, (_, top) => (top === 'libs' ? '' : `${top}-`)).replaceAll('/', '-');

/**
 * @param {string} file path relative to the workspace, with forward slashes
 * @returns {Place | undefined} undefined: the file belongs to no room
 */
function placeOf(file) {
  for (const shape of shapes) {
    const match = shape.pattern.exec(file);
    if (match) {
      const root = match[0];
      return { project: nameOf(root), root, kind: shape.kind(match), register: shape.register?.(match) };
    }
  }
  return undefined;
}

/** @param {Place} place */
function tagsOf(place) {
  const isRoom = place.register !== undefined;
  return isRoom ? [`room:${place.kind}`, `register:${place.register}`] : [`kind:${place.kind}`];
}

/** @param {Place} from @param {Place} to */
function isAllowed(from, to) {
  if (from.root === to.root) return true;
  const allowed = mayImport[from.kind];
  return allowed.includes('*') || allowed.includes(to.kind);
}

module.exports = { placeOf, tagsOf, isAllowed, mayImport, withoutPackages, pure };
