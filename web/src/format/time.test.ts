import { describe, expect, it } from "vitest";
import { dayKey, formatAgo, formatDay, formatDuration } from "./time.ts";

const NOW = Date.parse("2026-11-22T14:30:00+02:00");
const MINUTE = 60_000;

describe("how long ago", () => {
  it("has its own words for one and two", () => {
    expect(formatAgo(NOW - 20_000, NOW)).toBe("לפני פחות מדקה");
    expect(formatAgo(NOW - MINUTE, NOW)).toBe("לפני דקה");
    expect(formatAgo(NOW - 2 * MINUTE, NOW)).toBe("לפני 2 דקות");
    expect(formatAgo(NOW - 17 * MINUTE, NOW)).toBe("לפני 17 דקות");
    expect(formatAgo(NOW - 60 * MINUTE, NOW)).toBe("לפני שעה");
    expect(formatAgo(NOW - 125 * MINUTE, NOW)).toBe("לפני 2 שעות");
  });

  it("gives way to the clock for older calls and for another day", () => {
    expect(formatAgo(NOW - 7 * 60 * MINUTE, NOW)).toBeNull();
    const afterMidnight = Date.parse("2026-11-22T00:30:00+02:00");
    expect(formatAgo(afterMidnight - 90 * MINUTE, afterMidnight)).toBeNull();
  });

  it("never speaks of the future when clocks differ a little", () => {
    expect(formatAgo(NOW + 3_000, NOW)).toBe("לפני פחות מדקה");
  });
});

describe("days", () => {
  it("are days in Israel, not in UTC", () => {
    expect(dayKey(Date.parse("2026-11-21T22:30:00Z"))).toBe("2026-11-22");
  });

  it("are named by how near they are", () => {
    expect(formatDay(NOW - MINUTE, NOW)).toBe("היום");
    expect(formatDay(Date.parse("2026-11-21T09:00:00+02:00"), NOW)).toBe("אתמול");
    expect(formatDay(Date.parse("2026-11-17T09:00:00+02:00"), NOW)).toBe("יום שלישי, 17 בנובמבר");
    expect(formatDay(Date.parse("2025-03-02T09:00:00+02:00"), NOW)).toBe("2 במרץ 2025");
  });

  it("finds yesterday on the night the clock goes back", () => {
    const sunday = Date.parse("2026-10-25T23:30:00+02:00");
    expect(formatDay(Date.parse("2026-10-24T23:00:00+03:00"), sunday)).toBe("אתמול");
  });
});

describe("durations", () => {
  it("read as minutes and seconds, with hours only when there are any", () => {
    expect(formatDuration(0)).toBe("0:00");
    expect(formatDuration(222_900)).toBe("3:42");
    expect(formatDuration(3_822_000)).toBe("1:03:42");
    expect(formatDuration(-5)).toBe("0:00");
  });
});
