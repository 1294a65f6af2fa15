import type { JsonObject } from '@ledger/kit';
import { runReport, type ReportRun } from '@ledger/platform/reports';
import { dayOf } from '../ledger/clock';
import type { Shell } from '../shell';

/** Runs a report of the catalogue as it stands now, without anybody's name. */
export type AskReport = (name: string, params: Readonly<Record<string, unknown>>) => Promise<ReportRun>;

/** Makes the aggregates of a plan year that everybody may see; `empty: true` says that there are none. */
export type PublicBuilder = (ask: AskReport, year: number) => Promise<JsonObject>;

/** Figures are asked anew so often at most. */
const FRESH_MS = 60_000;
const YEARS_BACK = 10;

interface Kept {
  readonly at: number;
  readonly answer: Promise<JsonObject>;
}

/** What the public sees: a few years' aggregates, each made once a minute however many ask. */
export class PublicFigures {
  private readonly kept = new Map<number, Kept>();
  /** Years that have figures: what was recorded stays, so they are not asked whether they still have any. */
  private readonly filled = new Set<number>();

  constructor(
    private readonly shell: Pick<Shell, 'catalogue' | 'reads' | 'clock'>,
    private readonly build: PublicBuilder,
    private readonly now: () => number = Date.now,
  ) {}

  get today(): string {
    return dayOf(this.shell.clock.now());
  }

  /** The years that may be asked for, so that nobody fills the memory with others. */
  isOffered(year: number): boolean {
    const last = Number(this.today.slice(0, 4));
    return Number.isInteger(year) && year <= last && year > last - YEARS_BACK;
  }

  /** The years there are figures of, the latest first. */
  async years(): Promise<readonly number[]> {
    const last = Number(this.today.slice(0, 4));
    const found: number[] = [];
    for (let year = last; this.isOffered(year); year -= 1) if (await this.hasAny(year)) found.push(year);
    return found;
  }

  private async hasAny(year: number): Promise<boolean> {
    if (!this.filled.has(year) && (await this.of(year))['empty'] !== true) this.filled.add(year);
    return this.filled.has(year);
  }

  /** Those of the latest year that has any. */
  async latest(): Promise<JsonObject> {
    const [year = Number(this.today.slice(0, 4))] = await this.years();
    return this.of(year);
  }

  of(year: number): Promise<JsonObject> {
    const known = this.kept.get(year);
    if (known && this.now() - known.at < FRESH_MS) return known.answer;
    const answer = this.build((name, params) => this.ask(name, params), year);
    this.kept.set(year, { at: this.now(), answer });
    // What failed is asked again by the next who comes.
    answer.catch(() => this.kept.delete(year));
    return answer;
  }

  private async ask(name: string, params: Readonly<Record<string, unknown>>): Promise<ReportRun> {
    const report = this.shell.catalogue.reports.get(name);
    if (!report) throw new Error(`there is no report ${name}`);
    return runReport(report, this.shell.reads, { params, today: this.today });
  }
}
