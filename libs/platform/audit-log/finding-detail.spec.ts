import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { detailText } from './finding-detail';
import { findingText } from './finding-text';

const folders = [__dirname, join(__dirname, '..', 'verification')];
const sources = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => join(folder, name)));

/** What an expression may say, with 7 for each value; nothing for what is only known when it runs. */
function said(node: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(node)) return said(node.expression);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...said(node.whenTrue), ...said(node.whenFalse)];
  if (!ts.isTemplateExpression(node)) return [];
  return node.templateSpans.reduce<readonly string[]>((texts, { expression, literal }) => {
    const values = ts.isConditionalExpression(expression) ? said(expression) : ['7'];
    return texts.flatMap((text) => values.map((value) => text + value + literal.text));
  }, [node.head.text]);
}

/** The details of findings in a source: `detail: …`, what `found(kind, …)` is given, and what a failed check of a signature or a hash says. */
function detailsIn(file: string): readonly string[] {
  const details: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'detail') details.push(...said(node.initializer));
    if (ts.isCallExpression(node) && node.expression.getText() === 'found' && node.arguments[1]) details.push(...said(node.arguments[1]));
    if (ts.isNewExpression(node) && node.expression.getText() === 'NotVerified') details.push(...said(node.arguments![1]!));
    if (ts.isNewExpression(node) && node.expression.getText() === 'Damaged') details.push(...said(node.arguments![0]!));
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return details;
}

describe('the details of findings', () => {
  const details = sources.flatMap(detailsIn);

  it('are many', () => expect(details.length).toBeGreaterThan(35));

  it('are worded in Vietnamese, each of them', () => {
    expect(details.filter((detail) => detailText(detail, 'vi') === `nguyên văn: “${detail}”`)).toEqual([]);
  });

  it('keep their values', () => {
    for (const detail of details) expect([detail, detailText(detail, 'vi').split('7').length]).toEqual([detail, detail.split('7').length]);
  });

  it.each([
    ['recorded from 2024-01-02T03:04:05.000Z on, sealed at 2024-01-03T00:00:00.000Z; so late 3 times', 'ghi nhận từ 2024-01-02T03:04:05.000Z, niêm phong lúc 2024-01-03T00:00:00.000Z; muộn như vậy 3 lần'],
    ['12 events since 2024-01-02T03:04:05.000Z', '12 sự kiện, từ 2024-01-02T03:04:05.000Z'],
    ['its leaf is not the one in the tree; nothing behind it can be read', 'lá của nó không phải lá trong cây; phía sau không đọc được nữa'],
    ['archive: too short', 'nguyên văn: “archive: too short”'],
  ])('«%s»', (english, vietnamese) => {
    expect(detailText(english, 'vi')).toBe(vietnamese);
    expect(detailText(english, 'en')).toBe(english);
  });

  it('stand behind what was found, with what differs in words', () => {
    const finding = { kind: 'event-differs', level: 'tampered', index: '4', differs: ['data', 'recordedAt'], detail: 'its leaf is not the one in the tree' } as const;
    expect(findingText(finding, 'vi')).toBe('#4: sự kiện khác với bản đã niêm phong (dữ liệu, thời điểm ghi nhận) — lá của nó không phải lá trong cây');
    expect(findingText(finding, 'en')).toBe('#4: the event differs from what was sealed (data, recordedAt) — its leaf is not the one in the tree');
  });
});
