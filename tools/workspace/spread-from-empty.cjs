const EMPTY = '...{}, ';

/**
 * TypeScript in which no object literal begins with a spread and goes on: `{ ...a, b }` becomes `{ ...{}, ...a, b }`, which is
 * the same object. V8 before Node.js 22 gives each object that a leading spread copied, and that gets a property more, a hidden
 * class of its own: a hundred times dearer to make, and unknown to every inline cache it comes to (docs/adr/0020).
 */
function spreadFromEmpty(source, file) {
  if (!source.includes('...')) return source;
  const ts = require('typescript');
  const places = [];
  const look = (node) => {
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 1 && ts.isSpreadAssignment(node.properties[0])) places.push(node.properties[0].getStart());
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return places.reduceRight((text, place) => text.slice(0, place) + EMPTY + text.slice(place), source);
}

module.exports = { spreadFromEmpty };
