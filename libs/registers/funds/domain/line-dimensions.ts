import { must, type ValueOf } from '@ledger/kit';
import { capitalType, fundSource } from '@ledger/fields';

/** What a fund line is about; none of it ever changes. */
export interface LineDimensions {
  /** The program's code, `DTTS`. */
  readonly program: string;
  /** The code the money was given for: the program, a component or a sub-project, `DTTS.4.1`. */
  readonly component: string;
  readonly capitalType: 'investment' | 'public-service';
  readonly source: ValueOf<ReturnType<typeof fundSource>>;
  readonly planYear: number;
  /** The year whose budget it is; earlier than the plan year when it was carried forward. */
  readonly originYear: number;
  /** The unit that holds the money. */
  readonly holder: string;
}

/** Reads a line's id; refuses an unknown capital type or source and an origin after the plan year. */
export function dimensionsOf(line: string): LineDimensions {
  const [component, type, source, planYear, originYear, holder] = line.split(':') as [string, string, string, string, string, string];
  must(Object.hasOwn(capitalType().choices, type), 'funds.unknown-capital-type', { field: 'line', capitalType: type });
  must(Object.hasOwn(fundSource().choices, source), 'funds.unknown-source', { field: 'line', source });
  const years = { planYear: Number(planYear), originYear: Number(originYear) };
  must(isYear(years.planYear) && isYear(years.originYear) && years.originYear <= years.planYear, 'funds.wrong-years', { field: 'line', ...years });
  return { program: component.split('.')[0]!, component, capitalType: type as LineDimensions['capitalType'], source: source as LineDimensions['source'], ...years, holder };
}

const isYear = (year: number): boolean => year >= 2010 && year <= 2099;

const lineOf = (line: LineDimensions): string =>
  [line.component, line.capitalType, line.source, line.planYear, line.originYear, line.holder].join(':');

/** The line that what is left of this one is carried forward to: the next plan year, the same origin. */
export function nextYearsLine(line: string): string {
  const dimensions = dimensionsOf(line);
  return lineOf({ ...dimensions, planYear: dimensions.planYear + 1 });
}

/** First and last day on which a plan year may be posted to: 1 January to 31 January of the next year. */
export const planWindow = ({ planYear }: { readonly planYear: number }): { readonly from: string; readonly until: string } => ({
  from: `${planYear}-01-01`,
  until: `${planYear + 1}-01-31`,
});

/** Money moves between lines of one program, capital type, source and budget only. */
export const sameMoney = (a: LineDimensions, b: LineDimensions): boolean =>
  a.program === b.program && a.capitalType === b.capitalType && a.source === b.source && a.planYear === b.planYear && a.originYear === b.originYear;

/** Whether a component is the other one or lies under it: `DTTS` ⊇ `DTTS.4` ⊇ `DTTS.4.1`. */
export const isWithin = (component: string, outer: string): boolean => component === outer || component.startsWith(`${outer}.`);
