/** The time for which an agency alone may offer a listing (at most six months for homes: Brokers' Law 1996, section 9). */
const DAY_MS = 24 * 60 * 60_000;

/** So long before its end an agent has to speak with the owner about going on. */
export const EXCLUSIVITY_WARNING_DAYS = 30;

/** Days are `2026-11-22`. */
const dayAt = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const addDays = (day: string, days: number): string =>
  new Date(dayAt(day) + days * DAY_MS).toISOString().slice(0, 10);
/** Negative: `to` lies before. */
export const daysBetween = (from: string, to: string): number => Math.round((dayAt(to) - dayAt(from)) / DAY_MS);

/** The day that it is in Israel. */
export const dayInIsrael = (at: number): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jerusalem", dateStyle: "short" }).format(at);

export type Exclusivity =
  | { is: "none" }
  | { is: "later"; from: string }
  | { is: "on"; daysLeft: number }
  | { is: "ending"; daysLeft: number }
  | { is: "over"; days: number };

/** How it stands on `today`; the last day still counts. */
export function exclusivityOn(
  today: string,
  { exclusiveFrom, exclusiveUntil }: { exclusiveFrom: string | null; exclusiveUntil: string | null },
): Exclusivity {
  if (exclusiveUntil === null) return { is: "none" };
  const daysLeft = daysBetween(today, exclusiveUntil);
  if (daysLeft < 0) return { is: "over", days: -daysLeft };
  if (exclusiveFrom !== null && daysBetween(today, exclusiveFrom) > 0) return { is: "later", from: exclusiveFrom };
  return { is: daysLeft <= EXCLUSIVITY_WARNING_DAYS ? "ending" : "on", daysLeft };
}
