/** Dates as they are said in Hebrew, in Israel's time. */
const ISRAEL = "Asia/Jerusalem";

const format = new Intl.DateTimeFormat("he-IL", {
  timeZone: ISRAEL,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "יום ראשון, 22 בנובמבר 2026 בשעה 12:30". `at` is Unix ms. */
export const formatHebrewDate = (at: number): string => format.format(at);
