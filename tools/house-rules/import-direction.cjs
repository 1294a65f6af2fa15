const { builtinModules } = require('node:module');
const path = require('node:path');
const { placeOf, isAllowed, mayImport, withoutPackages, pure } = require('../workspace/places.cjs');

const workspace = path.resolve(__dirname, '../..');
const alias = '@ledger/';
const builtins = new Set(builtinModules);
const isSpec = (file) => /\.spec\.tsx?$/.test(file);

const relativeToWorkspace = (file) => path.relative(workspace, file).replaceAll(path.sep, '/');

/** The workspace path an import points at, or undefined for a package. The slash lets a folder match its own place. */
function targetOf(specifier, importer) {
  if (specifier.startsWith(alias)) return `libs/${specifier.slice(alias.length)}/`;
  if (specifier.startsWith('.')) return `${relativeToWorkspace(path.resolve(path.dirname(importer), specifier))}/`;
  return undefined;
}

function checkPackage(specifier, from, file) {
  const isBuiltin = specifier.startsWith('node:') || builtins.has(specifier);
  if (isSpec(file)) return undefined;
  if (isBuiltin) return pure.has(from.kind) ? { messageId: 'platform', data: { specifier, kind: from.kind } } : undefined;
  return withoutPackages.has(from.kind) ? { messageId: 'package', data: { specifier, kind: from.kind } } : undefined;
}

function checkWorkspace(specifier, target, from) {
  const to = placeOf(target);
  if (!to) return target.startsWith('libs/') ? { messageId: 'nowhere', data: { specifier } } : undefined;
  if (!isAllowed(from, to)) {
    const allowed = mayImport[from.kind].join(', ') || 'nothing';
    return { messageId: 'direction', data: { from: from.project, to: to.project, kind: from.kind, allowed } };
  }
  const crossesIntoLibs = specifier.startsWith('.') && to.root !== from.root && target.startsWith('libs/');
  return crossesIntoLibs ? { messageId: 'relative', data: { specifier, root: to.root.slice('libs/'.length) } } : undefined;
}

/** Imports point one way: kit ← fields ← domain ← server ← apps; platform and ui know no register. */
module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      direction: '{{from}} may not import {{to}}: {{kind}} imports {{allowed}}.',
      package: '{{kind}} imports no npm package, so "{{specifier}}" belongs in platform or an app.',
      platform: '{{kind}} is pure, so "{{specifier}}" belongs in platform or an app.',
      relative: '"{{specifier}}" leaves its room: write @ledger/{{root}}.',
      nowhere: '"{{specifier}}" is in no known room (tools/workspace/places.cjs).',
    },
  },
  create(context) {
    const file = relativeToWorkspace(context.filename);
    const from = placeOf(file);
    if (!from) return {};

    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const specifier = node.value;
      const target = targetOf(specifier, context.filename);
      const problem = target ? checkWorkspace(specifier, target, from) : checkPackage(specifier, from, file);
      if (problem) context.report({ node, ...problem });
    };
    const isRequire = ({ callee }) =>
      callee.name === 'require' || (callee.type === 'MemberExpression' && callee.object.name === 'require');

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression),
      CallExpression: (node) => isRequire(node) && check(node.arguments[0]),
    };
  },
};
