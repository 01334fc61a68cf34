import { describe, expect, it } from "vitest";
import { matches } from "./matches.ts";

describe("what is typed into the palette", () => {
  it.each([
    ["נדל״ן הכרמל", "", true],
    ["נדל״ן הכרמל", "הכר", true],
    ["נדל״ן הכרמל", 'נדל"ן', true],
    ["נדל״ן הכרמל", "כרמל", false],
    ["בית־וגן נכסים", "וגן", true],
    ["אנשים והרשאות", "הרש אנש", false],
    ["אנשים והרשאות", "והרש אנש", true],
    ["נדל״ן הכרמל", "נדלן", true],
    ["בית־וגן נכסים", "נכסים בית", true],
    ["AgentLocator", "agent", true],
  ])("in %s, %j: %s", (text, typed, expected) => {
    expect(matches(text, typed)).toBe(expected);
  });
});
