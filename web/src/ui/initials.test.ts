import { describe, expect, it } from "vitest";
import { initials } from "./initials.ts";

describe("initials", () => {
  it.each([
    ["מיכל לוי", "מל"],
    ["נועה", "נ"],
    ["אלכסנדרה־ויקטוריה בן־דוד", "אד"],
    ["  ron  sagi ", "RS"],
    ['"טל" (השכרות)', "טה"],
    ["054-1112233", "?"],
    ["", "?"],
  ])("of %j are %j", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});
