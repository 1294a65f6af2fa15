import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** What runs in the page: axe's own file, which comes with `@axe-core/playwright`. */
const source = readFileSync(require.resolve('axe-core/axe.min.js', { paths: [require.resolve('@axe-core/playwright')] }), 'utf8');

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Violation {
  readonly id: string;
  readonly impact?: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/**
 * Serious violations of WCAG 2.2 A and AA on the page as it is, each with where it is; `rules`: tags or names of axe's rules instead.
 * axe is run in the page itself: through `AxeBuilder`, which opens a second page to gather what frames say, it takes ten times as long.
 */
export async function seriousViolations(page: Page, rules: readonly string[] = WCAG_22_AA): Promise<readonly string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(source);
  const options = { runOnly: rules, resultTypes: ['violations'], iframes: false };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { readonly violations: readonly Violation[] };
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`));
}
