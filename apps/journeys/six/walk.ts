import type { Words } from '@ledger/kit';
import { filled } from '@ledger/ui/language/filled';
import type { Locator, Page } from '@playwright/test';
import type { ServedApp } from '../testing/served-app';
import { Visitor } from '../testing/visitor';

export const languages = ['vi', 'en'] as const;
export const widths = [1440, 360] as const;
export type Language = (typeof languages)[number];
export type Width = (typeof widths)[number];

/** Who somebody is, and before what screen. */
export interface Screen {
  readonly language: Language;
  readonly width: Width;
}

const PHONE_HEIGHT = 740;
const DESK_HEIGHT = 900;

/** One way through the apps, in one language and at one width. Every page that is looked at stands the same tests. */
export class Walk {
  private readonly visitors: Visitor[] = [];

  constructor(
    readonly app: ServedApp,
    readonly screen: Screen,
  ) {}

  readonly say = (words: Words, values: Readonly<Record<string, string | number>> = {}): string => filled(words[this.screen.language], values);

  /** Somebody arrives, signed in. */
  async arrive(as: string, path: string): Promise<Visitor> {
    const { language, width } = this.screen;
    const visitor = await Visitor.arrive(this.app.browser, { address: this.app.server.address, as, language, width, height: width < 500 ? PHONE_HEIGHT : DESK_HEIGHT });
    this.visitors.push(visitor);
    await visitor.open(path);
    return visitor;
  }

  /** The page as it stands breaks no rule of WCAG 2.2 AA seriously, and is no wider than its window. */
  async look({ page }: Visitor, at?: Locator): Promise<void> {
    await at?.first().waitFor();
    await page.locator('.lg-loading').first().waitFor({ state: 'detached' });
    const visitor = this.visitors.find((each) => each.page === page)!;
    expect(await visitor.violations()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
  }

  /** Everybody leaves; no console has complained. */
  async end(): Promise<void> {
    for (const visitor of this.visitors.splice(0)) {
      expect(visitor.unexpected).toEqual([]);
      await visitor.leave();
    }
  }
}

/** A field by its label, whatever follows it in brackets. */
export const field = (page: Page | Locator, label: string): Locator => page.getByLabel(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(|$)`)).first();
