/**
 * Jewish holidays as Israel keeps them (one day of yom tov, two of Rosh Hashana), and the state's days of mourning and
 * joy. The dates come from `holiday-table.ts`, which `dev/generate-holidays.ts` makes; outside its years nothing is known.
 */
import { dayNumber } from "./days.ts";
import { FIRST_YEAR, HOLIDAY_DATES } from "./holiday-table.ts";

/**
 * `rest`: yom tov and Yom Kippur, work is forbidden from the evening before. `eve`: the day before one. `chol_hamoed`: the
 * days between, on which many work short hours; their last is an eve as well. `other`: fasts, memorial days, days of joy.
 */
export type HolidayKind = "rest" | "eve" | "chol_hamoed" | "other";

export const HOLIDAY_KINDS = {
  "erev-rosh-hashana": "eve",
  "rosh-hashana": "rest",
  "fast-of-gedaliah": "other",
  "erev-yom-kippur": "eve",
  "yom-kippur": "rest",
  "erev-sukkot": "eve",
  sukkot: "rest",
  "chol-hamoed-sukkot": "chol_hamoed",
  "hoshana-raba": "chol_hamoed",
  "simchat-torah": "rest",
  hanukkah: "other",
  "tenth-of-tevet": "other",
  "tu-bishvat": "other",
  "fast-of-esther": "other",
  purim: "other",
  "shushan-purim": "other",
  "erev-pesach": "eve",
  pesach: "rest",
  "chol-hamoed-pesach": "chol_hamoed",
  "seventh-of-pesach": "rest",
  "yom-hashoah": "other",
  "yom-hazikaron": "other",
  "yom-haatzmaut": "other",
  "lag-baomer": "other",
  "yom-yerushalayim": "other",
  "erev-shavuot": "eve",
  shavuot: "rest",
  "seventeenth-of-tammuz": "other",
  "tisha-beav": "other",
  "tu-beav": "other",
} as const satisfies Record<string, HolidayKind>;

export type HolidayId = keyof typeof HOLIDAY_KINDS;
export type Holiday = { id: HolidayId; kind: HolidayKind };

function readTable(): Map<number, Holiday> {
  const byDay = new Map<number, Holiday>();
  for (const [id, years] of Object.entries(HOLIDAY_DATES) as [HolidayId, string][])
    for (const [index, dates] of years.split(",").entries())
      for (const [, month, day] of dates.matchAll(/(\d\d)(\d\d)/g))
        byDay.set(dayNumber(`${FIRST_YEAR + index}-${month}-${day}`), { id, kind: HOLIDAY_KINDS[id] });
  return byDay;
}

const BY_DAY = readTable();

/** What a civil day ("2026-09-12", or its number) is; no day is two. A holiday begins on the evening before. */
export const holidayOn = (day: string | number): Holiday | null =>
  BY_DAY.get(typeof day === "string" ? dayNumber(day) : day) ?? null;

/** Yom tov, or Yom Kippur. */
export const isDayOfRest = (day: string | number): boolean => holidayOn(day)?.kind === "rest";
