import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookAlikes, nameSkeleton } from "./look-alike.ts";

describe("names that are taken for one another", () => {
  test.each([
    ["of another alphabet", "Dana", "D\u0430na"],
    ["all of another alphabet", "COXA", "\u0421\u041e\u0425\u0410"],
    ["in Greek capitals", "NIKH", "\u039d\u0399\u039a\u0397"],
    ["in another case", "Dana Levi", "dana LEVI"],
    ["a capital I for a small l", "Ilan", "llan"],
    ["a digit for a letter", "Bob 0ren", "Bob Oren"],
    ["letters of full width", "Dana", "\uff24\uff41\uff4e\uff41"],
    ["mathematical letters", "Dana", "\u{1d403}\u{1d41a}\u{1d427}\u{1d41a}"],
    ["with marks that are not seen", "דנה לוי", "דנה\u200b \u200fלוי"],
    ["with a filler of no width", "דנה", "דנ\u034fה"],
    ["with niqqud", "שרון", "שָׁרוֹן"],
    ["with another hyphen", "בר־און", "בר-און"],
    ["with geresh or an apostrophe", "ח׳ורי", "ח'ורי"],
    ["with a space of another width", "דנה לוי", "דנה\u2003לוי"],
    ["with letters of presentation", "שרון", "\ufb2aרון"],
    ["with a Yiddish digraph", "לוי", "ל\u05f1"],
    ["with an accent", "Jose", "José"],
    ["r and n for m", "Tamar", "Tarnar"],
  ])("%s", (_what, one, other) => {
    expect(nameSkeleton(other)).toBe(nameSkeleton(one));
  });

  test.each([
    ["דנה", "דינה"],
    ["Dana", "Dina"],
    ["דנה לוי", "לוי דנה"],
    ["!!!", "???"],
    ["👋", "🏠"],
  ])("%s and %s are not", (one, other) => {
    expect(nameSkeleton(one)).not.toBe(nameSkeleton(other));
  });

  const unit = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    fc.constantFrom(..."אבגדaIl1rn0дΝν׳-"),
  );
  const anyName = fc.string({ unit, minLength: 1, maxLength: 12 });
  const hebrew = fc.string({ unit: fc.constantFrom(..."אבגדהוזחטיכלמנסעפצקרשת"), minLength: 1, maxLength: 8 });

  test("what is not seen changes nothing, wherever it stands", () => {
    const unseen = fc.constantFrom("\u200b", "\u200f", "\u202b", "\u2060", "\u034f", "\ufe0f", "\u05b8", "׳", "-", " ");
    fc.assert(
      fc.property(hebrew, unseen, fc.nat(), (name, mark, at) => {
        const cut = at % (name.length + 1);
        expect(nameSkeleton(name.slice(0, cut) + mark + name.slice(cut))).toBe(nameSkeleton(name));
      }),
    );
  });

  test("two words of Hebrew letters are alike only where they are the same", () => {
    fc.assert(
      fc.property(hebrew, hebrew, (one, other) => {
        expect(nameSkeleton(one) === nameSkeleton(other)).toBe(one === other);
      }),
    );
  });

  test("no name is alike to nothing, and a skeleton is its own", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const skeleton = nameSkeleton(name);
        if (name.trim() !== "") expect(skeleton).not.toBe("");
        expect(nameSkeleton(skeleton)).toBe(skeleton);
      }),
    );
  });
});

describe("who is to be told apart", () => {
  const dana = { userId: "1", name: "Dana" };
  const other = { userId: "2", name: "D\u0430na" };
  const yossi = { userId: "3", name: "יוסי" };

  test("is everybody whose name another has too", () => {
    expect([...lookAlikes([dana, other, yossi])]).toEqual(["1", "2"]);
  });

  test("is not one person who stands there twice", () => {
    expect(lookAlikes([dana, dana, yossi, { ...yossi, name: "יוסי לוי" }]).size).toBe(0);
  });

  test("is also who had the name once", () => {
    expect([...lookAlikes([dana, yossi, { ...yossi, name: "dana" }])].toSorted()).toEqual(["1", "3"]);
  });

  test("does not hang on the order", () => {
    const named = fc.record({
      userId: fc.constantFrom("1", "2", "3", "4"),
      name: fc.constantFrom("Dana", "dаna", "Yossi", "י"),
    });
    fc.assert(
      fc.property(fc.array(named), (people) => {
        expect([...lookAlikes(people.toReversed())].toSorted()).toEqual([...lookAlikes(people)].toSorted());
      }),
    );
  });
});
