import { describe, expect, it } from "vitest";
import { addressLine } from "./address.ts";
import { exclusivityOn } from "./exclusivity.ts";
import { facetQuery, priceBeginnings } from "./facets.ts";
import { LISTING_STATES, mayFollow, nextStates } from "./states.ts";

describe("what may follow what", () => {
  it("never leads to itself, and from everywhere back to being offered", () => {
    for (const state of LISTING_STATES) {
      expect(mayFollow(state, state)).toBe(false);
      if (state !== "active") expect(nextStates(state)).toContain("active");
    }
  });
});

describe("an address", () => {
  const address = { city: "חיפה", neighbourhood: "הדר", street: "הרצל", houseNumber: "12" };
  it.each([
    ["city", "חיפה"],
    ["neighbourhood", "הדר, חיפה"],
    ["street", "הרצל, הדר, חיפה"],
    ["full", "הרצל 12, הדר, חיפה"],
  ] as const)("told up to its %s", (level, line) => expect(addressLine(address, level)).toBe(line));

  it("without a street says no number", () =>
    expect(addressLine({ ...address, street: null }, "full")).toBe("הדר, חיפה"));
});

describe("exclusivity", () => {
  const on = (today: string) => exclusivityOn(today, { exclusiveFrom: "2026-11-01", exclusiveUntil: "2027-01-31" });
  it.each([
    ["2026-10-31", { is: "later", from: "2026-11-01" }],
    ["2026-12-31", { is: "on", daysLeft: 31 }],
    ["2027-01-01", { is: "ending", daysLeft: 30 }],
    ["2027-01-31", { is: "ending", daysLeft: 0 }],
    ["2027-02-02", { is: "over", days: 2 }],
  ])("on %s", (today, state) => expect(on(today)).toEqual(state));

  it("is none without an end", () =>
    expect(exclusivityOn("2026-01-01", { exclusiveFrom: "2025-01-01", exclusiveUntil: null })).toEqual({ is: "none" }));
});

describe("beginnings of prices", () => {
  const holds = (beginnings: string[], price: number) =>
    beginnings.some((one) => String(price).padStart(9, "0").startsWith(one));
  it.each([
    [0, 999_999_999],
    [2_000_000, 2_500_000],
    [1_234_567, 7_654_321],
    [5_500, 5_500],
    [0, 1],
  ])("of %d to %d are exactly the range", (from, to) => {
    const beginnings = priceBeginnings(from, to);
    expect(beginnings.length).toBeLessThan(170);
    for (const price of [from, to, Math.floor((from + to) / 2)]) expect(holds(beginnings, price)).toBe(true);
    for (const price of [from - 1, to + 1].filter((one) => one >= 0 && one < 1e9))
      expect(holds(beginnings, price)).toBe(false);
  });

  it("of nothing are none", () => expect(priceBeginnings(5, 4)).toEqual([]));
});

describe("the words of a list", () => {
  it("begin with the business, and hold no sign of the query's language that was typed", () => {
    const query = facetQuery("12345678-90ab-4000", { city: 'x" OR "y', agent: 'a" OR *' }, "2026-11-27");
    expect(query).toBe('"f1234567890xlive" AND "f1234567890xaaor" AND "f1234567890xc7822204f52202279"');
  });
});
