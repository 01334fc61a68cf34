/**
 * `node dev/generate-holidays.ts` writes `core/appointments/holiday-table.ts`: which civil day is which holiday, from the
 * Hebrew calendar that the language has (`Intl`, CLDR's `hebrew`). What holds in Israel is said here:
 *
 * - one day of yom tov, two of Rosh Hashana (Shulchan Aruch, Orach Chaim 496, 600);
 * - a fast that meets Shabbat is kept on Sunday; the fast of Esther on the Thursday before; the tenth of Tevet never meets
 *   Shabbat and is kept on a Friday as well (Orach Chaim 550, 686);
 * - Yom ha-Shoah, 27 Nisan: on a Friday a day earlier, on a Sunday a day later (its law of 1959, amended 1961 and 1997);
 * - Yom ha-Atzmaut, 5 Iyar: on a Friday or Shabbat on the Thursday before, on a Monday a day later (its law of 1949, amended
 *   2004); Yom ha-Zikaron is the day before it (law of 1963, amended 2004).
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS, dateOfDay, dayNumber, weekdayOf } from "../core/appointments/days.ts";
import { HOLIDAY_KINDS, type HolidayId } from "../core/appointments/holidays.ts";
import { ROOT } from "./start/settings.ts";

export const YEARS = { first: 2025, last: 2040 };
export const TABLE_FILE = join(ROOT, "core/appointments/holiday-table.ts");

/** As `weekdayOf` counts. */
const [SUNDAY, MONDAY, FRIDAY, SHABBAT] = [0, 1, 5, 6];

const hebrew = new Intl.DateTimeFormat("en-u-ca-hebrew", { timeZone: "UTC", day: "numeric", month: "long" });

/** "27 Nisan". The Adar before Nisan is "Adar" in plain years and "Adar II" in leap years: "Adar" here. */
function hebrewDate(day: number): string {
  const parts = Object.fromEntries(hebrew.formatToParts(day * DAY_MS).map(({ type, value }) => [type, value]));
  return `${parts["day"]} ${parts["month"] === "Adar II" ? "Adar" : parts["month"]}`;
}

/** Days that stand where they stand. */
const FIXED: Readonly<Record<string, HolidayId>> = {
  "29 Elul": "erev-rosh-hashana",
  "1 Tishri": "rosh-hashana",
  "2 Tishri": "rosh-hashana",
  "9 Tishri": "erev-yom-kippur",
  "10 Tishri": "yom-kippur",
  "14 Tishri": "erev-sukkot",
  "15 Tishri": "sukkot",
  ...Object.fromEntries([16, 17, 18, 19, 20].map((day) => [`${day} Tishri`, "chol-hamoed-sukkot"] as const)),
  "21 Tishri": "hoshana-raba",
  "22 Tishri": "simchat-torah",
  "10 Tevet": "tenth-of-tevet",
  "15 Shevat": "tu-bishvat",
  "14 Adar": "purim",
  "15 Adar": "shushan-purim",
  "14 Nisan": "erev-pesach",
  "15 Nisan": "pesach",
  ...Object.fromEntries([16, 17, 18, 19, 20].map((day) => [`${day} Nisan`, "chol-hamoed-pesach"] as const)),
  "21 Nisan": "seventh-of-pesach",
  "18 Iyar": "lag-baomer",
  "28 Iyar": "yom-yerushalayim",
  "5 Sivan": "erev-shavuot",
  "6 Sivan": "shavuot",
  "15 Av": "tu-beav",
};

type Moving = { id: HolidayId; from: string; by: (weekday: number) => number };

const afterShabbat = (weekday: number): number => (weekday === SHABBAT ? 1 : 0);
const independence = (weekday: number): number =>
  weekday === FRIDAY ? -1 : weekday === SHABBAT ? -2 : weekday === MONDAY ? 1 : 0;

/** Days that move by the weekday on which their date falls. */
const MOVING: readonly Moving[] = [
  { id: "fast-of-gedaliah", from: "3 Tishri", by: afterShabbat },
  { id: "fast-of-esther", from: "13 Adar", by: (weekday) => (weekday === SHABBAT ? -2 : 0) },
  { id: "yom-hashoah", from: "27 Nisan", by: (weekday) => (weekday === FRIDAY ? -1 : weekday === SUNDAY ? 1 : 0) },
  { id: "yom-hazikaron", from: "5 Iyar", by: (weekday) => independence(weekday) - 1 },
  { id: "yom-haatzmaut", from: "5 Iyar", by: independence },
  { id: "seventeenth-of-tammuz", from: "17 Tamuz", by: afterShabbat },
  { id: "tisha-beav", from: "9 Av", by: afterShabbat },
];

/** What fits on a line, the formatter keeps on one. */
const LINE_CHARS = 120;

const HANUKKAH = { from: "25 Kislev", days: 8 };

/** The table's source, as the formatter leaves it. */
export function holidayTable(): string {
  const found = new Map<number, HolidayId>();
  const put = (day: number, id: HolidayId): void => {
    if (found.has(day)) throw new Error(`${dateOfDay(day)} would be ${found.get(day)} and ${id}`);
    found.set(day, id);
  };
  const firstDay = dayNumber(`${YEARS.first}-01-01`);
  const lastDay = dayNumber(`${YEARS.last}-12-31`);
  // Hanukkah may have begun in the year before.
  for (let day = firstDay - 31; day <= lastDay + 7; day++) {
    const date = hebrewDate(day);
    const fixed = FIXED[date];
    if (fixed !== undefined) put(day, fixed);
    for (const { id, from, by } of MOVING) if (date === from) put(day + by(weekdayOf(day)), id);
    if (date === HANUKKAH.from) for (let nth = 0; nth < HANUKKAH.days; nth++) put(day + nth, "hanukkah");
  }
  const rows = (Object.keys(HOLIDAY_KINDS) as HolidayId[]).map((id) => {
    const dates = [...found].filter(([, one]) => one === id).map(([day]) => dateOfDay(day));
    const years = [];
    for (let year = YEARS.first; year <= YEARS.last; year++) {
      const ofYear = dates.filter((date) => date.startsWith(`${year}-`)).toSorted();
      years.push(ofYear.map((date) => date.slice(5).replace("-", "")).join(" "));
    }
    const [key, value] = [/^[a-z]+$/.test(id) ? id : `"${id}"`, `"${years.join(",")}",`];
    return `  ${key}:${key.length + value.length + 4 <= LINE_CHARS ? " " : "\n    "}${value}`;
  });
  return `/** Made by \`dev/generate-holidays.ts\`, which says the rules; not edited by hand. */
import type { HolidayId } from "./holidays.ts";

export const FIRST_YEAR = ${YEARS.first};
export const LAST_YEAR = ${YEARS.last};

/** Civil dates as MMDD, those of a year with spaces between, the years from the first on with commas. */
export const HOLIDAY_DATES: Record<HolidayId, string> = {
${rows.join("\n")}
};
`;
}

if (import.meta.main) writeFileSync(TABLE_FILE, holidayTable());
