import ts from 'typescript';
import { codeFiles, readSource } from './source-files';

/** One place in a register's code that refuses with a code. */
export interface RefusalSite {
  readonly place: string;
  readonly code: string;
  /** Names of the details given; undefined when they are not written out at the place. */
  readonly details?: readonly string[];
}

/** Arguments of `must(condition, code, details)` and `new Refusal(code, details, field)`. */
function refusalArguments(node: ts.Node): readonly [ts.Expression?, ts.Expression?] | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'must') return [node.arguments[1], node.arguments[2]];
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Refusal') return [node.arguments?.[0], node.arguments?.[1]];
  return undefined;
}

function detailNames(details: ts.Expression | undefined): readonly string[] | undefined {
  if (!details) return [];
  if (!ts.isObjectLiteralExpression(details)) return undefined;
  const names = details.properties.map((property) => (property.name && ts.isIdentifier(property.name) ? property.name.text : undefined));
  return names.every((name) => name !== undefined) ? (names) : undefined;
}

const sourcesOf = (register: string): readonly string[] =>
  codeFiles.filter((file) => file.startsWith(`libs/registers/${register}/`) && file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('/messages.ts'));

function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  node.forEachChild((child) => visit(child, each));
}

/** Every place where the register's own code refuses with a code that is written there. */
export function refusalSites(register: string): readonly RefusalSite[] {
  return sourcesOf(register).flatMap((file) => {
    const source = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2022, true);
    const sites: RefusalSite[] = [];
    visit(source, (node) => {
      const [code, details] = refusalArguments(node) ?? [];
      if (!code || !ts.isStringLiteral(code)) return;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      sites.push({ place: `${file}:${line}`, code: code.text, details: detailNames(details) });
    });
    return sites;
  });
}

/** Every text in the register's code that has the form of one of its codes, wherever it stands. */
export function mentionedCodes(register: string): ReadonlySet<string> {
  const form = new RegExp(`^${register}\\.[a-z][a-z0-9]*(-[a-z0-9]+)*$`);
  const codes = new Set<string>();
  for (const file of sourcesOf(register)) {
    const source = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2022, true);
    visit(source, (node) => {
      if (ts.isStringLiteralLike(node) && form.test(node.text)) codes.add(node.text);
    });
  }
  return codes;
}
