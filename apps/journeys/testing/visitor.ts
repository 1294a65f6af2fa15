import type { Browser, BrowserContext, Page } from '@playwright/test';
import { seriousViolations } from './axe';

export interface VisitorOptions {
  readonly address: string;
  readonly language?: 'vi' | 'en';
  readonly width?: number;
  readonly height?: number;
  /** Arrives signed in as this account, with a cookie of its own; without it, by the sign-in page (`signIn`). */
  readonly as?: string;
  readonly colorScheme?: 'light' | 'dark';
}

const LOOKS_MAX = 10;
const LOOK_AGAIN_MS = 100;

/** Somebody at a browser window of their own, whose console is watched. */
export class Visitor {
  private readonly complaints: string[] = [];
  /** Answers that a journey asks for on purpose, such as a refusal: the browser notes them in its console. */
  private readonly expected: RegExp[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async arrive(browser: Browser, { address, language = 'vi', width = 1440, height = 900, as, colorScheme = 'light' }: VisitorOptions): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: address, viewport: { width, height }, reducedMotion: 'reduce', locale: language === 'vi' ? 'vi-VN' : 'en-GB', colorScheme });
    await context.addInitScript(`localStorage.getItem('ledger-language') ?? localStorage.setItem('ledger-language', '${language}')`);
    if (as !== undefined) await signIn(context, as);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const visitor = new Visitor(page, context);
    // A page finds out that nobody is signed in by asking.
    visitor.expect(/401 .*\/api\/me/);
    return visitor;
  }

  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** What the console said that it should not have. */
  get unexpected(): readonly string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async signIn(user: string, password = 'demo'): Promise<void> {
    await this.page.locator('input[name=username]').fill(user);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('#content h1').waitFor();
  }

  /** Serious violations of WCAG 2.2 A and AA on the page as it is, each with where it is. */
  violations(): Promise<readonly string[]> {
    return seriousViolations(this.page);
  }

  /** How far the page stays wider than its window, in CSS pixels: a window that is just closing may stand beside it for a moment. */
  async overflow(): Promise<number> {
    const wider = (): Promise<number> => this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    for (let look = 1; look < LOOKS_MAX && (await wider()) > 0; look += 1) await this.page.waitForTimeout(LOOK_AGAIN_MS);
    return wider();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

async function signIn(context: BrowserContext, username: string): Promise<void> {
  const answer = await context.request.post('/api/sign-in', { data: { username, password: 'demo' } });
  if (!answer.ok()) throw new Error(`${username} cannot sign in: ${answer.status()} ${await answer.text()}`);
}
