const path = require('node:path');
const { generateFiles, logger } = require('@nx/devkit');

const compositionRoot = 'libs/registers/index.ts';
const webCompositionRoot = 'libs/registers/web.ts';
const word = /^[a-z]{3,24}$/;
const capitalised = (text) => text[0].toUpperCase() + text.slice(1);

/** The words a register's files are written with; throws when one cannot be a name. */
function wordsOf({ name, kind = name.replace(/s$/, ''), vi = capitalised(name), en = capitalised(name) }) {
  for (const [option, value] of Object.entries({ name, kind })) {
    if (!word.test(value)) throw new Error(`--${option} must be one lower-case word of 3 to 24 letters, not "${value}"`);
  }
  if (kind === name) throw new Error('--kind must differ from the name: the register is the book, the kind is what one of its streams is about');
  for (const [option, label] of Object.entries({ vi, en })) {
    if (label.trim() === '' || /['`\\\n]/.test(label)) throw new Error(`--${option} must be one line of text without quotes`);
  }
  return { name, kind, Kind: capitalised(kind), vi: vi.normalize('NFC'), en };
}

/** A composition root with one more room: its import in alphabetical order, its name at the end of the list. */
function withRoom(root, source, exported, room) {
  const line = `import { ${exported} } from '@ledger/registers/${room}';`;
  const lines = source.split('\n');
  const imports = lines.filter((each) => each.startsWith('import { '));
  const next = imports.find((each) => each > line);
  lines.splice(next ? lines.indexOf(next) : lines.indexOf(imports.at(-1)) + 1, 0, line);
  const list = /(: readonly \w+\[\] = \[[^\]]*)\]/;
  const result = lines.join('\n');
  if (!list.test(result)) throw new Error(`${root} has no list of registers`);
  return result.replace(list, `$1, ${exported}]`);
}

/** @param {import('@nx/devkit').Tree} tree */
module.exports = async function register(tree, options) {
  const words = wordsOf(options);
  const root = `libs/registers/${words.name}`;
  if (tree.exists(root)) throw new Error(`${root} exists already`);
  generateFiles(tree, path.join(__dirname, 'files'), root, words);
  const compose = (root, exported, room) => tree.write(root, withRoom(root, tree.read(root, 'utf8'), exported, room));
  compose(compositionRoot, words.name, `${words.name}/server`);
  compose(webCompositionRoot, `${words.name}Web`, `${words.name}/web`);
  return () => logger.info(`Register ${words.name}: npx jest ${root}. Once its events have the shape they are to keep: npm run events:lock`);
};
