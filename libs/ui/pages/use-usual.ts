import { useList } from '../api/queries';
import type { Moment } from '../moment/moment';
import type { ReportLayout } from '../register/register-web';

interface Usual {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** False while a list is asked for one of them. */
  readonly isKnown: boolean;
}

const NONE: NonNullable<ReportLayout['usual']> = {};

/** What a report's parameters count as where nobody chose. On a past day the report itself says: the year of that day. */
export function useUsual(register: string, usual: ReportLayout['usual'] = NONE, { asOf, knownAt }: Moment): Usual {
  const asked = Object.values(usual).find((each) => typeof each !== 'string');
  const wanted = asked !== undefined && asOf === undefined;
  const newest = useList(`${register}/${asked?.list ?? ''}`, { order: `-${asked?.column ?? ''}`, limit: 1 }, { knownAt }, wanted);
  const found = wanted ? newest.data?.rows[0]?.[asked.column] : undefined;
  const values = Object.entries(usual).map(([param, each]) => [param, typeof each === 'string' ? each : found === undefined || found === null ? undefined : String(found)] as const);
  return { values: Object.fromEntries(values), isKnown: !wanted || newest.data !== undefined || newest.error !== null };
}
