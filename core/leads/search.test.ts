import { describe, expect, test } from "vitest";
import { searchTerms } from "./search.ts";

describe("what is looked for", () => {
  test.each(["", "   ", "\u202a\u202c"])("is nothing when nothing is typed: %j", (query) => {
    expect(searchTerms(query)).toBeUndefined();
  });

  test("is the words of a name, without the marks within them", () => {
    expect(searchTerms("  ג׳ני   רו״ח ")).toEqual({ text: "ג׳ני רו״ח", words: ["גני", "רוח"], phone: null });
    expect(searchTerms("בר-און")?.words).toEqual(["בר", "און"]);
  });

  test("is no name where nothing but marks is typed", () => {
    expect(searchTerms("״ ׳")).toEqual({ text: "״ ׳", words: [], phone: null });
  });

  test("is six words at most", () => {
    expect(searchTerms("א ב ג ד ה ו ז ח")?.words).toHaveLength(6);
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
