/** Times as an office in Israel reads them, wherever the browser stands. All times are Unix ms; `now` is given. */
import { he } from "../i18n/he.ts";

const TIME_ZONE = "Asia/Jerusalem";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Older than this a clock time says more than "n hours ago". */
const RELATIVE_UNTIL_MS = 6 * HOUR_MS;

const clock = new Intl.DateTimeFormat("he-IL", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" });
const clockWithSeconds = new Intl.DateTimeFormat("he-IL", {
  timeZone: TIME_ZONE,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const dayAndMonth = new Intl.DateTimeFormat("he-IL", {
  timeZone: TIME_ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
});
const shortDay = new Intl.DateTimeFormat("he-IL", { timeZone: TIME_ZONE, day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat("he-IL", {
  timeZone: TIME_ZONE,
  day: "numeric",
  month: "long",
  year: "numeric",
});
const isoDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day in Israel, `2026-11-22`: the key calls are grouped by. */
export const dayKey = (at: number): string => isoDay.format(at);

export const formatClock = (at: number): string => clock.format(at);
export const formatClockWithSeconds = (at: number): string => clockWithSeconds.format(at);

/** "היום", "אתמול", "יום שלישי, 17 בנובמבר"; another year is named. */
export function formatDay(at: number, now: number): string {
  const day = dayKey(at);
  if (day === dayKey(now)) return he.time.today;
  // Noon of today less a day is yesterday on the days the clock changes, too.
  if (day === dayKey(Date.parse(`${dayKey(now)}T10:00:00Z`) - DAY_MS)) return he.time.yesterday;
  return day.slice(0, 4) === dayKey(now).slice(0, 4) ? dayAndMonth.format(at) : fullDay.format(at);
}

/** As `formatDay`, for narrow columns: "19 בנוב׳". */
export function formatShortDay(at: number, now: number): string {
  const day = formatDay(at, now);
  return day === dayAndMonth.format(at) ? shortDay.format(at) : day;
}

/** "1 באוקטובר 2025". */
export const formatFullDay = (at: number): string => fullDay.format(at);

export const formatDayAndClock = (at: number, now: number): string => he.time.at(formatDay(at, now), formatClock(at));

/** "עכשיו", "לפני שתי דקות", "לפני שעתיים"; `null` once the clock time alone says it better. */
export function formatAgo(at: number, now: number): string | null {
  const passed = Math.max(0, now - at);
  if (passed < MINUTE_MS) return he.time.now;
  if (passed < HOUR_MS) return he.time.minutesAgo(Math.floor(passed / MINUTE_MS));
  if (passed < RELATIVE_UNTIL_MS && dayKey(at) === dayKey(now)) return he.time.hoursAgo(Math.floor(passed / HOUR_MS));
  return null;
}

/** `222000` → `3:42`; from an hour on `1:03:42`. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const tail = `${String(seconds).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** `2380` → `2.4`. */
export const formatSeconds = (ms: number): string => (ms / 1000).toFixed(1);
