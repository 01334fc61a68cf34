import { describe, expect, test } from "vitest";
import { searchTerms } from "./search.ts";

describe("what is looked for", () => {
  test.each(["", "   ", "\u202a\u202c"])("is nothing when nothing is typed: %j", (query) => {
    expect(searchTerms(query)).toBeUndefined();
  });

  test("is a name, with its spaces as one and its quotes as a keyboard has them", () => {
    expect(searchTerms("  ג׳ני   רו״ח ")).toEqual({ name: `ג'ני רו"ח`, phone: null });
  });

  test.each([
    ["525550201", { digits: "525550201", start: null }],
    ["052-555-0201", { digits: "0525550201", start: "+972525550201" }],
    ["+972 52 555", { digits: "97252555", start: null }],
    ["00972 52", { digits: "0097252", start: "+97252" }],
    ["\u202a(03) 555.0101\u202c", { digits: "035550101", start: "+97235550101" }],
    ["*2700", { digits: "2700", start: null }],
  ])("is a number when it looks like one: %s", (query, phone) => {
    expect(searchTerms(query)?.phone).toEqual(phone);
  });

  test("is no number when there are letters", () => {
    expect(searchTerms("דירה 4")?.phone).toBeNull();
  });

  test.each(["+", "--", "()"])("is no number without a digit: %s", (query) => {
    expect(searchTerms(query)?.phone).toBeNull();
  });
});
