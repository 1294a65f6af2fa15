// antd's styles as a style sheet: worked out when an app is bundled rather than whenever it starts, where that takes a quarter of the time until it can be used.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);
/** What antd itself is made with, in its own version. */
const requireOfAntd = createRequire(require.resolve('antd/package.json'));
const TOKENS = 'libs/ui/theme/tokens.json';
const KEY = 'made-at-build';
/** The class that rules are bound to: `SCOPE` in libs/ui/theme/built/style-hooks.ts. */
const SCOPE = 'css-antd';
const HASH = /\bcss-(?:dev-only-do-not-override-)?[0-9a-z]{5,7}\b/g;
/** Class names that are not called after their folder, or their file in it. */
const PREFIXES = { 'button/index': 'btn', 'button/compact': 'btn', 'grid/useRowStyle': 'row', 'grid/useColStyle': 'col', 'input/otp': 'otp', 'input/search': 'input-search', 'space/compact': 'space-compact', 'space/addon': 'space-addon' };
/** Styles whose components, and what of them opens elsewhere on the page, bear a class more: the font is given to that. */
const ROOTED = new Set(['checkbox/default', 'input/default', 'modal/default', 'radio/default', 'select/default', 'tabs/default', 'tooltip/default']);
/** `blue`, `blue3`, `blue-3` and what comes of them: no component reads them in code. */
const PALETTE = /^(blue|purple|cyan|green|magenta|pink|red|orange|yellow|volcano|geekblue|lime|gold)(-?\d+|[A-Z]\w*)?$/;

/** `antd/es/select/style/index.js` → what it makes styles with: hooks, or components that are drawn for them. */
function stylesOf(module) {
  const [, folder, file] = /antd\/es\/(?:_util\/)?([\w-]+)\/(?:style\/)?([\w-]+)\.js$/.exec(module.replaceAll(path.sep, '/'));
  const exported = require(module.replace(/antd([/\\])es([/\\])/, 'antd$1lib$2'));
  const drawn = /genSubStyleComponent\(/.test(readFileSync(module, 'utf8'));
  return Object.entries(exported).filter(([name]) => name === 'default' || /^use[A-Z]/.test(name)).map(([name, use]) => ({
    use, drawn, rooted: ROOTED.has(`${folder}/${name}`) && /index|textarea/.test(file), prefix: `ant-${PREFIXES[`${folder}/${name === 'default' ? file : name}`] ?? folder}`,
  }));
}

/** What the given styles are in one look: rules, and the values of the variables they speak of. */
function inLook(styles, look) {
  const { createElement: element } = require('react');
  const { renderToStaticMarkup } = require('react-dom/server');
  const { createCache, extractStyle, StyleProvider } = requireOfAntd('@ant-design/cssinjs');
  const { default: ConfigProvider } = require('antd/lib/config-provider');
  const cache = createCache();
  const drawnBy = ({ use, drawn, rooted, prefix }) => (drawn ? use : () => {
    use(prefix, ...(rooted ? [`${prefix}-css-var`] : []));
    return null;
  });
  const parts = styles.map((style, key) => element(drawnBy(style), { key, prefixCls: style.prefix }));
  renderToStaticMarkup(element(StyleProvider, { cache }, element(ConfigProvider, { theme: { ...look, cssVar: { key: KEY } } }, parts)));
  const rules = extractStyle(cache, { plain: true, types: 'style' }).replace(/\.data-ant-cssinjs-cache-path\{[^}]*\}/, '').replace(HASH, SCOPE);
  return { rules, values: valuesIn(extractStyle(cache, { plain: true, types: ['token', 'cssVar'] })) };
}

/** Variables are named after their component: all of them may stand at the root of the page. */
function valuesIn(text) {
  const values = new Map();
  for (const [, selector, body] of text.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    if (!selector.includes(KEY)) continue;
    for (const [, name, value] of body.matchAll(/(--[\w-]+):((?:[^;"']|"[^"]*"|'[^']*')*);/g)) {
      if ((values.get(name) ?? value) !== value) throw new Error(`antd gives ${name} two values: ${values.get(name)} and ${value}`);
      values.set(name, value);
    }
  }
  return values;
}

const written = (values) => [...values].map(([name, value]) => `${name}:${value};`).join('');
const changed = (values, from) => written([...values].filter(([name, value]) => from.get(name) !== value));
const scalars = (token) => Object.fromEntries(Object.entries(token).filter(([name, value]) => !PALETTE.test(name) && typeof value !== 'object' && value !== undefined));

/**
 * @param {string} workspace
 * @param {readonly string[]} modules paths of antd's modules that make styles, in antd/es
 * @returns {{ css: string, tokens: { light: object, dark: object } }} the style sheet for both looks, and the tokens that components read in code
 */
export function antdStyles(workspace, modules) {
  const { theme } = require('antd/lib');
  const given = JSON.parse(readFileSync(path.join(workspace, TOKENS), 'utf8'));
  const lookOf = (mode, motion) => ({ algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, token: { ...given.shared, ...given[mode], motion } });
  const styles = [...modules].sort().flatMap(stylesOf);
  const [light, dark, still] = [inLook(styles, lookOf('light', true)), inLook(styles, lookOf('dark', true)), inLook(styles, lookOf('light', false))];
  for (const { rules } of [dark, still]) if (rules !== light.rules) throw new Error('antd\'s rules differ from look to look in more than their variables');
  const css = `:root{${written(light.values)}}:root[data-theme='dark']{${changed(dark.values, light.values)}}@media (prefers-reduced-motion:reduce){:root{${changed(still.values, light.values)}}}${light.rules}`;
  return { css, tokens: { light: scalars(theme.getDesignToken(lookOf('light', true))), dark: scalars(theme.getDesignToken(lookOf('dark', true))) } };
}
