/** Dates from printed calendars, and what holds in every year, whatever made the table. */
import { describe, expect, test } from "vitest";
import { dateOfDay, dayNumber, weekdayOf } from "./days.ts";
import { FIRST_YEAR, LAST_YEAR } from "./holiday-table.ts";
import { HOLIDAY_KINDS, holidayOn, isDayOfRest, type HolidayId } from "./holidays.ts";

const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SHABBAT] = [0, 1, 2, 3, 4, 5, 6];

/** 5786's end to 5788, by the civil date. */
const KNOWN: [date: string, id: HolidayId][] = [
  ["2026-03-02", "fast-of-esther"],
  ["2026-03-03", "purim"],
  ["2026-04-01", "erev-pesach"],
  ["2026-04-02", "pesach"],
  ["2026-04-08", "seventh-of-pesach"],
  ["2026-04-14", "yom-hashoah"],
  ["2026-04-21", "yom-hazikaron"],
  ["2026-04-22", "yom-haatzmaut"],
  ["2026-05-22", "shavuot"],
  ["2026-07-23", "tisha-beav"],
  ["2026-09-11", "erev-rosh-hashana"],
  ["2026-09-12", "rosh-hashana"],
  ["2026-09-13", "rosh-hashana"],
  ["2026-09-14", "fast-of-gedaliah"],
  ["2026-09-20", "erev-yom-kippur"],
  ["2026-09-21", "yom-kippur"],
  ["2026-09-25", "erev-sukkot"],
  ["2026-09-26", "sukkot"],
  ["2026-09-27", "chol-hamoed-sukkot"],
  ["2026-10-02", "hoshana-raba"],
  ["2026-10-03", "simchat-torah"],
  ["2026-12-05", "hanukkah"],
  ["2026-12-12", "hanukkah"],
  ["2026-12-20", "tenth-of-tevet"],
  ["2027-01-23", "tu-bishvat"],
  ["2027-03-22", "fast-of-esther"],
  ["2027-03-23", "purim"],
  ["2027-03-24", "shushan-purim"],
  ["2027-04-21", "erev-pesach"],
  ["2027-04-22", "pesach"],
  ["2027-04-23", "chol-hamoed-pesach"],
  ["2027-04-27", "chol-hamoed-pesach"],
  ["2027-04-28", "seventh-of-pesach"],
  ["2027-05-04", "yom-hashoah"],
  // 5 Iyar is a Wednesday.
  ["2027-05-11", "yom-hazikaron"],
  ["2027-05-12", "yom-haatzmaut"],
  ["2027-05-25", "lag-baomer"],
  ["2027-06-04", "yom-yerushalayim"],
  ["2027-06-10", "erev-shavuot"],
  ["2027-06-11", "shavuot"],
  ["2027-07-22", "seventeenth-of-tammuz"],
  ["2027-08-12", "tisha-beav"],
  ["2027-08-18", "tu-beav"],
  ["2027-10-01", "erev-rosh-hashana"],
  ["2027-10-02", "rosh-hashana"],
  ["2027-10-03", "rosh-hashana"],
  ["2027-10-04", "fast-of-gedaliah"],
  ["2027-10-11", "yom-kippur"],
  ["2027-10-16", "sukkot"],
  ["2027-10-23", "simchat-torah"],
  ["2027-12-25", "hanukkah"],
  ["2028-01-01", "hanukkah"],
  // Moved: 5 Iyar on a Shabbat (2025), on a Friday (2032), on a Monday (2028).
  ["2025-05-01", "yom-haatzmaut"],
  ["2032-04-15", "yom-haatzmaut"],
  ["2028-05-02", "yom-haatzmaut"],
  ["2028-05-01", "yom-hazikaron"],
  // 27 Nisan on a Friday (2025), on a Sunday (2028).
  ["2025-04-24", "yom-hashoah"],
  ["2028-04-24", "yom-hashoah"],
  // 9 Av on a Shabbat, 13 Adar on a Shabbat.
  ["2025-08-03", "tisha-beav"],
  ["2028-03-09", "fast-of-esther"],
];

test.each(KNOWN)("%s is %s", (date, id) => {
  expect(holidayOn(date)).toEqual({ id, kind: HOLIDAY_KINDS[id] });
});

test.each(["2026-09-15", "2026-10-04", "2027-04-29", "2027-06-12", "2026-11-22"])("%s is no holiday", (date) => {
  expect(holidayOn(date)).toBeNull();
});

const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

function daysOf(year: number, id: HolidayId): number[] {
  const days = [];
  for (let day = dayNumber(`${year}-01-01`); day < dayNumber(`${year + 1}-01-01`); day++)
    if (holidayOn(day)?.id === id) days.push(day);
  return days;
}
const dayOf = (year: number, id: HolidayId): number => daysOf(year, id)[0] ?? Number.NaN;

/** How many there are in each civil year. The tenth of Tevet and Hanukkah wander over its end. */
const IN_EACH_YEAR = Object.keys(HOLIDAY_KINDS).flatMap((id): [HolidayId, number][] => {
  if (id === "tenth-of-tevet" || id === "hanukkah") return [];
  return [[id as HolidayId, id === "rosh-hashana" ? 2 : id.startsWith("chol-hamoed-") ? 5 : 1]];
});

describe.each(YEARS)("in %i", (year) => {
  const weekday = (id: HolidayId) => weekdayOf(dayOf(year, id));

  test.each(IN_EACH_YEAR)("%s has %i days", (id, days) => {
    expect(daysOf(year, id)).toHaveLength(days);
  });

  test("the days stand in their distance", () => {
    const after = (from: HolidayId, to: HolidayId) => dayOf(year, to) - dayOf(year, from);
    expect(after("rosh-hashana", "yom-kippur")).toBe(9);
    expect(after("rosh-hashana", "sukkot")).toBe(14);
    expect(after("sukkot", "simchat-torah")).toBe(7);
    expect(after("purim", "pesach")).toBe(30);
    expect(after("pesach", "seventh-of-pesach")).toBe(6);
    expect(after("pesach", "lag-baomer")).toBe(33);
    expect(after("pesach", "shavuot")).toBe(50);
    expect(after("pesach", "rosh-hashana")).toBe(163);
    expect(after("yom-hazikaron", "yom-haatzmaut")).toBe(1);
    expect(daysOf(year, "rosh-hashana")[1]).toBe(dayOf(year, "rosh-hashana") + 1);
  });

  test("no day falls on a weekday that the calendar or a law forbids it", () => {
    expect([SUNDAY, WEDNESDAY, FRIDAY]).not.toContain(weekday("rosh-hashana"));
    expect([MONDAY, WEDNESDAY, FRIDAY]).not.toContain(weekday("pesach"));
    expect([TUESDAY, WEDNESDAY, THURSDAY]).toContain(weekday("yom-haatzmaut"));
    expect([MONDAY, TUESDAY, WEDNESDAY, THURSDAY]).toContain(weekday("yom-hashoah"));
    for (const id of ["fast-of-gedaliah", "fast-of-esther", "seventeenth-of-tammuz", "tisha-beav"] as const)
      expect([FRIDAY, SHABBAT]).not.toContain(weekday(id));
    for (const day of daysOf(year, "tenth-of-tevet")) expect(weekdayOf(day)).not.toBe(SHABBAT);
  });

  test("each day of rest comes after an eve, the last of chol ha-moed, or another day of rest", () => {
    for (let day = dayNumber(`${year}-01-02`); day < dayNumber(`${year + 1}-01-01`); day++) {
      const before = holidayOn(day - 1);
      if (isDayOfRest(day)) expect(before?.kind, dateOfDay(day)).toMatch(/^(eve|chol_hamoed|rest)$/);
      else expect(before?.kind, dateOfDay(day)).not.toBe("eve");
    }
  });
});

test("Hanukkah has eight days in a row, each winter", () => {
  const days = YEARS.flatMap((year) => daysOf(year, "hanukkah"));
  const begins = days.filter((day) => !days.includes(day - 1));
  // The table begins and ends inside one or between two.
  for (const day of begins.slice(1, -1)) expect(days.filter((one) => one >= day && one < day + 30)).toHaveLength(8);
  expect(begins.length).toBeGreaterThanOrEqual(YEARS.length);
});
