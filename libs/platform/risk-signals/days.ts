const DAY_MS = 86_400_000;

/** Calendar days from one day `YYYY-MM-DD` to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The day so many calendar days later, or earlier when negative. */
export const dayPlus = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
