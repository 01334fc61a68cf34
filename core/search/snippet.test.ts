import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SNIPPET_CHARS, snippetOf } from "./snippet.ts";

const marked = (text: string, typed: string): string | null =>
  snippetOf([text], typed)
    ?.parts.map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join("") ?? null;

describe("the words that were looked for are marked as they stand in the text", () => {
  test.each([
    ["מחפשת דירה עם ממ״ד בחיפה", "ממד", "מחפשת דירה עם [ממ״ד] בחיפה"],
    ["מחפשת דירה עם ממ״ד בחיפה", "חיפה", "מחפשת דירה עם ממ״ד [בחיפה]"],
    ["מחפשת דירה בחיפה", "לחיפה", "מחפשת דירה [בחיפה]"],
    ["דירה לרמת גן", "רמת גן", "דירה [לרמת] [גן]"],
    ["שָׁלוֹם לְכוּלָּם", "שלום", "[שָׁלוֹם] לְכוּלָּם"],
    ["אמר ״שלום״ והלך", "שלום", "אמר ״[שלום]״ והלך"],
    ["משפחת בר־און מתל-אביב", "אביב", "משפחת בר־און מתל-[אביב]"],
    ["משפחת בר־און", "בראון", "משפחת [בר־און]"],
    ["קריית ים, נווה שאנן", "קרית", "[קריית] ים, נווה שאנן"],
    ["גר בנווה שאנן", "נוה", "גר [בנווה] שאנן"],
    ["צריך חניה", "חני", "צריך [חניה]"],
    ["Meet Renée at noon", "renee", "Meet [Renée] at noon"],
    ["דירת 35 מטר", "דירה 35", "דירת [35] מטר"],
    ["אין כאן דבר", "בית", null],
    ["", "בית", null],
    ["בית", "", null],
  ])("%j for %j: %j", (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });

  test("in a long text the stretch that holds most of them is shown, cut between words", () => {
    const far = "מילים ועוד מילים ".repeat(30);
    const shown = marked(`חיפה ${far}דירה יפה בחיפה ליד הים ${far}`, "דירה חיפה");
    expect(shown).toContain("[דירה] יפה [בחיפה] ליד הים");
    expect(shown).toMatch(/^….*…$/u);
    expect(shown?.length).toBeLessThan(2 * SNIPPET_CHARS);
  });

  test("of several texts the one with the most of them is chosen, the first of equals", () => {
    expect(snippetOf(["חיפה", null, "דירה בחיפה", "דירה, חיפה"], "דירה חיפה")?.at).toBe(2);
    expect(snippetOf([null, "חיפה", "חיפה"], "חיפה")?.at).toBe(1);
  });
});

describe("whatever the text is", () => {
  const letters = fc.constantFrom(
    ...Array.from("אבגםשי "),
    '"',
    "־",
    "-",
    "״",
    ",",
    "\u05b8",
    "\u200f",
    "a",
    "7",
    "😀",
    "\n",
  );
  const text = fc.oneof(fc.string({ unit: letters, maxLength: 400 }), fc.string({ unit: "grapheme", maxLength: 400 }));

  test("what is shown stands there word for word, is short, and marks a word only where it is found", () => {
    fc.assert(
      fc.property(text, fc.string({ unit: letters, minLength: 1, maxLength: 8 }), (whole, typed) => {
        const snippet = snippetOf([whole], typed);
        if (!snippet) return;
        const shown = snippet.parts.map((part) => part.text).join("");
        expect(whole).toContain(shown.replace(/^…|…$/gu, ""));
        expect(shown.isWellFormed() || !whole.isWellFormed()).toBe(true);
        expect(snippet.parts.some(({ isFound }) => isFound)).toBe(true);
        for (const part of snippet.parts) if (part.isFound) expect(marked(part.text, typed)).toContain("[");
      }),
    );
  });

  test("a word of it is found where it stands alone", () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from("אבגדטקרת")), minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(text, word, text, (before, looked, after) => {
        const snippet = snippetOf([`${before} ${looked} ${after}`], looked);
        expect(snippet).not.toBeNull();
      }),
    );
  });
});
