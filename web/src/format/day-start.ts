/** Days of the calendar in Israel and the moments in which they begin. Pure. */
import { dayKey } from "./time.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of midnight in Israel before that in Greenwich: summer and winter. The clocks change at two, so each day has one. */
const AHEAD_MS = [3 * HOUR_MS, 2 * HOUR_MS];

/** `2026-11-27` → the first moment of it, Unix ms; null for a day that there is not. */
export function dayStart(day: string): number | null {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utc)) return null;
  const start = AHEAD_MS.map((ahead) => utc - ahead).find((at) => dayKey(at) === day && dayKey(at - 1) !== day);
  return start ?? null;
}

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
