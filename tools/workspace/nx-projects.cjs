const { placeOf, tagsOf } = require('./places.cjs');

const run = (command, extra = {}) => ({ command, options: { cwd: '{workspaceRoot}' }, ...extra });

function targetsOf(root) {
  return {
    test: run(`node tools/workspace/test.mjs ${root}`),
    lint: run(`eslint ${root}`, { cache: true, inputs: ['default', '^default', 'lintRules'] }),
  };
}

/** One Nx project for each room, platform part, app and tool, inferred from its path. */
const createNodesV2 = [
  '{apps,libs,tools}/**/{index,main,*.spec}.ts',
  (files) => {
    const seen = new Set();
    const results = [];
    for (const file of [...files].sort()) {
      const place = placeOf(file.replaceAll('\\', '/'));
      if (!place || seen.has(place.root)) continue;
      seen.add(place.root);
      const project = {
        name: place.project,
        root: place.root,
        projectType: place.kind === 'app' ? 'application' : 'library',
        tags: tagsOf(place),
        targets: targetsOf(place.root),
      };
      results.push([file, { projects: { [place.root]: project } }]);
    }
    return results;
  },
];

module.exports = { name: 'ledger-projects', createNodesV2 };
