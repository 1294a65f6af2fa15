import type { Page } from '@playwright/test';

/** A page that is drawn for the documentation. */
export interface Pictured {
  /** The picture's file: `docs/screenshots/<name>.png`. */
  readonly name: string;
  /** Whose page it is: a demo account. */
  readonly as: string;
  readonly path: string;
  /** What must stand there before it is drawn. */
  readonly shows: string;
  /** What somebody does there first. */
  readonly first?: (page: Page) => Promise<void>;
}

const LONG_MS = 120_000;

/** Opens what a link of the page leads to, and waits for it. */
const follow = (link: string, shows: string) => async (page: Page): Promise<void> => {
  await page.locator(link).first().click();
  await page.locator(shows).first().waitFor();
};

/** The main pages, over the demo province. */
export const pictured: readonly Pictured[] = [
  { name: 'overview', as: 'finance', path: '/', shows: '.lg-card .lg-figures' },
  { name: 'capital-plan', as: 'finance', path: '/funds/plan', shows: '#content table tbody tr' },
  { name: 'payments', as: 'finance', path: '/funds/payments', shows: 'tbody tr' },
  { name: 'payment', as: 'finance', path: '/funds/payments', shows: 'tbody .lg-open', first: follow('tbody .lg-open', '.lg-two-panes .lg-history') },
  { name: 'houses', as: 'officer', path: '/housing/houses', shows: 'tbody tr' },
  { name: 'house', as: 'finance', path: '/housing/houses?step=accepted', shows: 'tbody .lg-open', first: follow('tbody .lg-open', '.lg-two-panes .lg-history') },
  { name: 'replay', as: 'inspector', path: '/inspector/replay?register=funds', shows: '[role=slider]', first: replayed },
  { name: 'signals', as: 'inspector', path: '/inspector/signals', shows: 'tbody tr' },
  { name: 'integrity', as: 'inspector', path: '/inspector/integrity', shows: '#content h1', first: checked },
  { name: 'compare', as: 'inspector', path: '/inspector/compare?year=2024&aAsOf=2024-06-30', shows: '#content tfoot .lg-check-good', first: follow('tbody summary', '.lg-explaining li') },
  { name: 'inbox', as: 'checker', path: '/inbox', shows: '#content h1' },
  { name: 'projections', as: 'operator', path: '/operations/projections', shows: 'tbody tr' },
];

/** The replay has read every event, and stands in the middle of them. */
async function replayed(page: Page): Promise<void> {
  await page.locator('.lg-log-progress').first().waitFor({ state: 'detached', timeout: LONG_MS });
  const slider = page.locator('[role=slider]');
  const box = (await slider.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
}

async function checked(page: Page): Promise<void> {
  await page.locator('#content button').first().click();
  await page.locator('#content table').first().waitFor({ timeout: LONG_MS });
}
