const DAY_MS = 86_400_000;

/** Public holidays on which no office records anything; Tết and the days swapped for it included. */
const HOLIDAYS = new Set([
  '2024-01-01', '2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14', '2024-04-18', '2024-04-29', '2024-04-30', '2024-05-01',
  '2024-09-02', '2024-09-03', '2025-01-01', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31',
]);

const fromDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The days of the demo are few and asked for a hundred thousand times. */
const dayNames = new Map<number, string>();

function toDay(ms: number): string {
  const known = dayNames.get(ms);
  if (known !== undefined) return known;
  const day = new Date(ms).toISOString().slice(0, 10);
  dayNames.set(ms, day);
  return day;
}

export const isWorkday = (day: string): boolean => {
  const weekday = new Date(fromDay(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(day);
};

/** The day itself when an office is open on it, otherwise the next such day. */
export function workdayFrom(day: string): string {
  let ms = fromDay(day);
  while (!isWorkday(toDay(ms))) ms += DAY_MS;
  return toDay(ms);
}

/** The workday `days` calendar days later, or the next one after it. */
export const after = (day: string, days: number): string => workdayFrom(toDay(fromDay(day) + days * DAY_MS));

/** Calendar days from one day to the other; negative when it lies before. */
export const daysBetween = (from: string, to: string): number => (fromDay(to) - fromDay(from)) / DAY_MS;

/** Every workday from one day to the other, both included. */
export function workdays(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let ms = fromDay(from); ms <= fromDay(to); ms += DAY_MS) if (isWorkday(toDay(ms))) days.push(toDay(ms));
  return days;
}

/** Parts of a working day at which something is recorded, in the order in which they come. */
export type Hour = 'first' | 'morning' | 'noon' | 'afternoon' | 'last';

const UTC_OF: { readonly [H in Hour]: string } = { first: '01:00:00', morning: '02:30:00', noon: '05:00:00', afternoon: '08:00:00', last: '09:30:00' };

/** An hour of a day in the ledger's zone (UTC+7) as an instant. */
export const instant = (day: string, hour: Hour): string => `${day}T${UTC_OF[hour]}.000Z`;
