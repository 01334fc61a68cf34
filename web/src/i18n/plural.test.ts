import { describe, expect, it } from "vitest";
import { counted } from "./plural.ts";
import { he } from "./he.ts";

const call = { one: "שיחה אחת", many: "שיחות", none: "אין שיחות" } as const;

describe("counted nouns in Hebrew", () => {
  it("have words of their own for none and one, and digits from two on", () => {
    expect([0, 1, 2, 3, 11].map((n) => counted(n, call))).toEqual([
      "אין שיחות",
      "שיחה אחת",
      "2 שיחות",
      "3 שיחות",
      "11 שיחות",
    ]);
    expect(counted(1200, call)).toBe("1,200 שיחות");
  });

  it("count live calls for the indicator", () => {
    expect([0, 1, 4].map(he.live.calls)).toEqual(["אין שיחות כרגע", "שיחה אחת עכשיו", "4 שיחות עכשיו"]);
  });
});
