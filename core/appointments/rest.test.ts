import { expect, test } from "vitest";
import { CITIES } from "./cities.ts";
import { dayNumber } from "./days.ts";
import { defaultRest } from "./default-rules.ts";
import { candleLighting, havdalah, restTimes } from "./rest.ts";
import { sunsetOn } from "./sunset.ts";
import { clockBetween } from "./zone-clock.ts";

const DAY_MS = 24 * 60 * 60_000;
const JERUSALEM = { ...defaultRest("jerusalem"), havdalahMinutes: 40 };

function restOf(first: string, last = first, rules = JERUSALEM): string[] {
  const days = { first: dayNumber(first), last: dayNumber(last) };
  const clock = clockBetween("Asia/Jerusalem", (days.first - 1) * DAY_MS, (days.last + 4) * DAY_MS);
  const shown = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Jerusalem",
    dateStyle: "short",
    timeStyle: "short",
  });
  return restTimes(rules, clock, days).map(({ from, until }) => `${shown.format(from)} to ${shown.format(until)}`);
}

test("Shabbat stands as calendars print it", () => {
  // Of 6 December 2019: candles in Jerusalem at 15:55, the end at 17:15.
  expect(restOf("2019-12-06")).toEqual(["06/12/2019, 15:55 to 07/12/2019, 17:16"]);
});

test("times are whole minutes: candles never late, havdalah never early", () => {
  for (let day = dayNumber("2026-01-01"); day < dayNumber("2027-01-01"); day++) {
    const sunset = sunsetOn(day, CITIES.jerusalem);
    const [before, after] = [candleLighting(JERUSALEM, day), havdalah(JERUSALEM, day)];
    expect([before % 60_000, after % 60_000]).toEqual([0, 0]);
    expect(sunset - before).toBeGreaterThanOrEqual(40 * 60_000);
    expect(sunset - before).toBeLessThan(41 * 60_000);
    expect(after - sunset).toBeGreaterThanOrEqual(40 * 60_000);
    expect(after - sunset).toBeLessThan(41 * 60_000);
  }
});

test("the eve alone, and the day alone, find the stretch", () => {
  expect(restOf("2026-11-26")).toEqual([]);
  expect(restOf("2026-11-27")).toHaveLength(1);
  expect(restOf("2026-11-28")).toEqual(restOf("2026-11-27"));
  expect(restOf("2026-11-29")).toEqual([]);
});

test("three days in a row are one stretch", () => {
  expect(restOf("2028-09-20", "2028-09-24")).toEqual(["20/09/2028, 17:58 to 23/09/2028, 19:15"]);
  expect(restOf("2028-09-20", "2028-09-24", { ...JERUSALEM, eves: false })).toEqual([
    "21/09/2028, 00:00 to 23/09/2028, 19:15",
  ]);
});

test("a week of Sukkot has three stretches, with chol ha-moed between", () => {
  expect(restOf("2028-10-04", "2028-10-12")).toHaveLength(3);
});

test("nothing is kept that was not chosen", () => {
  expect(restOf("2026-09-11", "2026-09-19", { ...JERUSALEM, shabbat: false, holidays: false })).toEqual([]);
  expect(restOf("2026-09-14", "2026-09-19", { ...JERUSALEM, shabbat: false })).toEqual([]);
});
