import { describe, expect, test } from "vitest";
import { offerOf } from "./offer.ts";

const HALF_HOUR_MS = 30 * 60_000;
const slot = (local: string, minutes = 30) => {
  const startsAt = Date.parse(local.replace(" ", "T") + "+02:00");
  return { local, startsAt, endsAt: startsAt + minutes * 60_000 };
};
const chosen = (times: string[], howMany: 2 | 3 = 3, minutes = 30): string[] =>
  offerOf(
    times.map((time) => slot(time, minutes)),
    "Asia/Jerusalem",
    howMany,
  ).map(({ local }) => local);

describe("offers", () => {
  test("are the soonest, then other days in other parts of the day", () => {
    const times = [22, 23, 24].flatMap((day) =>
      ["09:00", "11:30", "12:00", "16:30", "17:00"].map((time) => `2026-11-${day} ${time}`),
    );
    expect(chosen(times)).toEqual(["2026-11-22 09:00", "2026-11-23 12:00", "2026-11-24 17:00"]);
    expect(chosen(times, 2)).toEqual(["2026-11-22 09:00", "2026-11-23 12:00"]);
  });

  test("are of other days where all are of one part", () => {
    expect(chosen(["2026-11-22 09:00", "2026-11-22 09:30", "2026-11-23 09:00", "2026-11-24 10:00"])).toEqual([
      "2026-11-22 09:00",
      "2026-11-23 09:00",
      "2026-11-24 10:00",
    ]);
  });

  test("are of other parts where all are of one day", () => {
    expect(chosen(["2026-11-22 09:00", "2026-11-22 09:30", "2026-11-22 13:00", "2026-11-22 18:00"])).toEqual([
      "2026-11-22 09:00",
      "2026-11-22 13:00",
      "2026-11-22 18:00",
    ]);
  });

  test("do not overlap unless there is no other", () => {
    expect(chosen(["2026-11-22 09:00", "2026-11-22 09:15", "2026-11-22 09:30"], 2)).toEqual([
      "2026-11-22 09:00",
      "2026-11-22 09:30",
    ]);
    expect(chosen(["2026-11-22 09:00", "2026-11-22 09:15"], 2)).toEqual(["2026-11-22 09:00", "2026-11-22 09:15"]);
  });

  test("lie within seven days, unless these have no more", () => {
    const soon = ["2026-11-22 09:00", "2026-11-22 09:30", "2026-11-22 10:00"];
    expect(chosen([...soon, "2026-11-28 18:00"], 2)).toEqual(["2026-11-22 09:00", "2026-11-28 18:00"]);
    expect(chosen([...soon, "2026-11-29 18:00"], 2)).toEqual(["2026-11-22 09:00", "2026-11-22 09:30"]);
    expect(chosen(["2026-11-22 09:00", "2026-12-20 18:00"], 2)).toEqual(["2026-11-22 09:00", "2026-12-20 18:00"]);
  });

  test("stand in the order of time, whatever their order of choice", () => {
    expect(chosen(["2026-11-22 09:00", "2026-11-23 09:00", "2026-11-24 13:00"])).toEqual([
      "2026-11-22 09:00",
      "2026-11-23 09:00",
      "2026-11-24 13:00",
    ]);
  });

  test("are fewer where there are fewer", () => {
    expect(chosen([])).toEqual([]);
    expect(chosen(["2026-11-22 09:00"])).toEqual(["2026-11-22 09:00"]);
  });

  test("go by the local day, also when the clock has changed", () => {
    const at = (utc: string) => ({ startsAt: Date.parse(utc), endsAt: Date.parse(utc) + HALF_HOUR_MS });
    // 23:30 on Saturday in summer time, 00:30 on Sunday; 11:30 and 12:00 on Sunday in winter time.
    const slots = [at("2026-10-24T20:30Z"), at("2026-10-24T21:30Z"), at("2026-10-25T09:30Z"), at("2026-10-25T10:00Z")];
    expect(offerOf(slots, "Asia/Jerusalem", 2)).toEqual([slots[0], slots[1]]);
    expect(offerOf(slots, "Asia/Jerusalem", 3)).toEqual([slots[0], slots[1], slots[3]]);
  });
});
