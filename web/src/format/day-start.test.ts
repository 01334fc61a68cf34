import { describe, expect, it } from "vitest";
import { dayStart, nextDay } from "./day-start.ts";

const utc = (text: string) => Date.parse(text);

describe("the beginning of a day in Israel", () => {
  it.each([
    ["2026-11-27", "2026-11-26T22:00:00Z"],
    ["2026-07-01", "2026-06-30T21:00:00Z"],
    // The clocks go forward on this day, and back on that.
    ["2026-03-27", "2026-03-26T22:00:00Z"],
    ["2026-03-28", "2026-03-27T21:00:00Z"],
    ["2026-10-25", "2026-10-24T21:00:00Z"],
    ["2026-10-26", "2026-10-25T22:00:00Z"],
  ])("%s", (day, start) => expect(dayStart(day)).toBe(utc(start)));

  it("is not there for a day that is not", () => {
    expect([dayStart("2026-13-01"), dayStart("2026-02-30"), dayStart("")]).toEqual([null, null, null]);
  });

  it("of the next day follows", () => {
    expect([nextDay("2026-11-30"), nextDay("2026-12-31"), nextDay("2028-02-28")]).toEqual([
      "2026-12-01",
      "2027-01-01",
      "2028-02-29",
    ]);
  });
});
