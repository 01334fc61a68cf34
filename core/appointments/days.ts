/** Civil days as numbers: days since 1 January 1970, of a local calendar, without a zone. */
export const DAY_MS = 24 * 60 * 60_000;

/** Of "2026-09-12". */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
/** "2026-09-12" of its number. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** 0 is Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
