import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedWords, mistypedForms, searchWords, stemsOf } from "./search-words.ts";

describe("the words of a text", () => {
  test.each([
    ["שָׁלוֹם לְךָ", ["שלומ", "לכ"]],
    ['ממ״ד, ממ"ד וממ׳ד', ["ממד", "ממד", "וממד"]],
    ["בר־און", ["בר", "אונ", "בראונ"]],
    ["תל-אביב–יפו", ["תל", "אביב", "יפו", "תלאביביפו"]],
    ["דירת 3.5 חדרים", ["דירת", "3", "5", "חדרימ"]],
    ["Renée O'Connor", ["renee", "oconnor"]],
    ["נווה, קריית, חנייה", ["נוה", "קרית", "חניה"]],
    ["\u202bמיכל\u202c\u200f שני", ["מיכל", "שני"]],
    ["ﬁne ２ שׁלום", ["fine", "2", "שלומ"]],
    ["", []],
    ["״ ׳ - ־ !", []],
  ])("%j", (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  test("that somebody looks for are those between the hyphens", () => {
    expect(askedWords("בר־און-כהן")).toEqual(["בר", "אונ", "כהנ"]);
  });

  test("of whatever text hold nothing that the index takes for a sign of its own, and are the same when folded again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const words = searchWords(text);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
        expect(searchWords(words.join(" "))).toEqual(words);
      }),
    );
  });
});

describe("what is grown on in front of a word", () => {
  test.each([
    ["בחיפה", ["חיפה"]],
    ["ולרמת", ["לרמת", "רמת"]],
    ["כשהדירה", ["שהדירה", "הדירה", "דירה"]],
    ["שבבניין", ["בבניין", "בניין"]],
    ["בבת", ["בת"]],
    ["חיפה", []],
    ["לו", []],
    ["pets", []],
  ])("%s → %j", (word, stems) => {
    expect(stemsOf(word)).toEqual(stems);
  });
});

describe("mistyped words", () => {
  const shares = (one: string, other: string) => {
    const forms = new Set(mistypedForms(one));
    return mistypedForms(other).some((form) => forms.has(form));
  };

  test("share a form when they differ by one letter, whichever way", () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from("אבגדהוזחטי")), minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom(...Array.from("אבגדהוזחטי")), (right, at, letter) => {
        const place = at % right.length;
        const [head, tail] = [right.slice(0, place), right.slice(place + 1)];
        expect(shares(right, head + tail)).toBe(true);
        expect(shares(right, head + letter + tail)).toBe(true);
        expect(shares(right, head + letter + right.slice(place))).toBe(true);
        const [first = "", second = ""] = right.slice(place);
        expect(shares(right, head + second + first + right.slice(place + 2))).toBe(true);
      }),
    );
  });

  test("are none when they are short, or differ by more", () => {
    expect(mistypedForms("דנה")).toEqual([]);
    expect(shares("אבוטבול", "אלקובי")).toBe(false);
  });
});
