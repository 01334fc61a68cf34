import { describe, expect, it } from "vitest";
import { counted } from "./plural.ts";
import { he } from "./he.ts";

const call = { gender: "feminine", one: "שיחה אחת", two: "שתי שיחות", many: "שיחות", none: "אין שיחות" } as const;
const lead = { gender: "masculine", one: "ליד אחד", two: "שני לידים", many: "לידים", none: "אין לידים" } as const;

describe("counted nouns in Hebrew", () => {
  it("has its own words for none, one and two", () => {
    expect([0, 1, 2].map((n) => counted(n, call))).toEqual(["אין שיחות", "שיחה אחת", "שתי שיחות"]);
    expect([0, 1, 2].map((n) => counted(n, lead))).toEqual(["אין לידים", "ליד אחד", "שני לידים"]);
  });

  it("agrees in gender from three to ten", () => {
    expect(counted(3, call)).toBe("שלוש שיחות");
    expect(counted(3, lead)).toBe("שלושה לידים");
    expect(counted(10, call)).toBe("עשר שיחות");
    expect(counted(10, lead)).toBe("עשרה לידים");
  });

  it("writes digits above ten", () => {
    expect(counted(11, call)).toBe("11 שיחות");
    expect(counted(1200, lead)).toBe("1,200 לידים");
  });

  it("counts live calls for the indicator", () => {
    expect(he.live.calls(0)).toBe("אין שיחות כרגע");
    expect(he.live.calls(1)).toBe("שיחה אחת עכשיו");
    expect(he.live.calls(4)).toBe("ארבע שיחות עכשיו");
  });
});
