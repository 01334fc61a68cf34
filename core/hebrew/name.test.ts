import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldName, LEFT_OUT, PARTING, wordsOf } from "./name.ts";

describe("a name as it is compared", () => {
  test.each([
    ["בר־און", "בר און"],
    ["בר-און", "בר און"],
    ["בר – און", "בר און"],
    ["ד״ר יעל", "דר יעל"],
    ['ד"ר  יעל', "דר יעל"],
    ["ח׳ורי", "חורי"],
    ["ח'ורי", "חורי"],
    ["שָׁרוֹן", "שרון"],
    ["\u202bדנה\u202c", "דנה"],
    ["O’Neil", "ONeil"],
    ["״׳-", ""],
    ["", ""],
  ])("%j is %j", (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  const letters = fc.string({ unit: fc.constantFrom(..."אבגדהוזחטיכלמנסעפצקרשתםןךףץ"), minLength: 1, maxLength: 5 });

  test("is the same whatever marks are typed within its words and between them", () => {
    const mark = fc.constantFrom(...LEFT_OUT);
    const gap = fc.constantFrom(" ", "  ", ...PARTING);
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), mark, gap, (words, inside, between) => {
        const written = words.map((word) => word.split("").join(inside)).join(between);
        expect(foldName(written)).toBe(words.join(" "));
        expect(wordsOf(written)).toEqual(words);
      }),
    );
  });

  test("is folded once: folding again changes nothing", () => {
    const signs = fc.constantFrom(...LEFT_OUT, ...PARTING, " ", "\u05b8", "\u202b", "ב", "a");
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(signs, fc.string({ minLength: 1, maxLength: 1 })) }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
    );
  });
});
