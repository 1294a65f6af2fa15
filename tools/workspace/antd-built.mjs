// antd without what works out its styles in the browser: they stand in a style sheet (antd-styles.mjs).
import path from 'node:path';

const BUILT = 'libs/ui/theme/built';
/** Modules, and what stands in for each. */
const STAND_INS = {
  '/node_modules/antd/es/theme/useToken.js': 'use-token.ts',
  '/node_modules/antd/es/theme/util/useResetIconStyle.js': 'nothing.ts',
  '/node_modules/antd/es/theme/themes/default/theme.js': 'nothing.ts',
  '/libs/ui/theme/look.ts': 'look.ts',
};
/** Where antd's generators of styles are made; every module of a style calls one of them. */
const GENERATORS = '/node_modules/antd/es/theme/util/genStyleUtils.js';
const OF_ANTD = /[/\\]node_modules[/\\]antd[/\\]es[/\\].*\.js$/;
const GENERATES = /^gen(StyleHooks|SubStyleComponent|ComponentStyleHook)$/;
/** As they are imported; a filter, so that the bundler need not ask about every other module. */
const STOOD_IN_FOR = /useToken(\.js)?$|useResetIconStyle(\.js)?$|\/default\/theme(\.js)?$|\/look$/;
const SHEET = 'antd.css';
const TOKENS = 'tokens.ts';

function* callsIn(node, name) {
  if (Array.isArray(node)) for (const each of node) yield* callsIn(each, name);
  else if (node !== null && typeof node === 'object') {
    if (node.type === 'CallExpression' && name.test(node.callee.name)) yield node;
    for (const each of Object.values(node)) yield* callsIn(each, name);
  }
}

/** The code with its calls of what is named so replaced, from the last to the first. */
const replaced = (code, tree, name, replacement) =>
  [...callsIn(tree, name)].sort((a, b) => b.start - a.start).reduce((text, { start, end, callee }) => text.slice(0, start) + replacement(callee.name) + text.slice(end), code);

/**
 * @param {string} workspace
 * @param {{ css: string, tokens: object }} made by `antdStyles`, or empty while it is found out which styles an app has
 * @returns {{ plugin: import('vite').Plugin, styleModules: Set<string> }} and the modules of antd that make styles, once the bundle stands
 */
export function antdBuilt(workspace, { css, tokens }) {
  const built = (name) => path.join(workspace, BUILT, name);
  const styleModules = new Set();
  const met = new Set();
  const plugin = {
    name: 'antd-built',
    enforce: 'pre',
    resolveId: { filter: { id: STOOD_IN_FOR }, async handler(source, importer, options) {
      if (importer?.startsWith(path.join(workspace, BUILT))) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const file = Object.keys(STAND_INS).find((end) => found?.id.replaceAll(path.sep, '/').endsWith(end));
      if (file === undefined) return null;
      met.add(file);
      return built(STAND_INS[file]);
    } },
    load: (id) => (id === built(SHEET) ? css : id === built(TOKENS) ? `export const tokens = ${JSON.stringify(tokens)};` : null),
    transform: { filter: { id: OF_ANTD, code: /gen(StyleHooks|SubStyleComponent|ComponentStyleHook|StyleUtils)\(/ }, handler(code, id) {
      const file = id.replaceAll(path.sep, '/');
      if (file.endsWith(GENERATORS)) {
        met.add(GENERATORS);
        return { code: `import { styleHooks } from ${JSON.stringify(built('style-hooks.ts'))};\n${replaced(code, this.parse(code), /^genStyleUtils$/, () => 'styleHooks')}`, map: null };
      }
      const generated = replaced(code, this.parse(code), GENERATES, (name) => `${name}()`);
      if (generated === code) return null;
      // Without its arguments, which say how the style is worked out, nothing asks for that any more.
      styleModules.add(id);
      return { code: generated, map: null };
    } },
    buildEnd(error) {
      const missed = [...Object.keys(STAND_INS), GENERATORS].filter((file) => !met.has(file));
      if (!error && missed.length > 0) throw new Error(`antd's modules are not where they were: ${missed.join(', ')}`);
    },
  };
  return { plugin, styleModules };
}
