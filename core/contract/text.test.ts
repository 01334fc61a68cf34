import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, paragraphs } from "./text.ts";

const ok = (text: string) => line(1, 100).safeParse(text).success;

describe("a line of text", () => {
  test.each(["דנה כהן", "O'Neil – Tel-Aviv", "ד״ר לוי 😀", "שלום\u200F!"])("may be %j", (text) =>
    expect(ok(text)).toBe(true),
  );

  test.each(["\u0000", "a\u0007b", "\ud800", "א‮דנה", "a\u2066b", "two\nlines", "tab\there", "   ", ""])(
    "may not be %j",
    (text) => expect(ok(text)).toBe(false),
  );

  test.each([
    "\u200Fדנה\u200F",
    "\u202Bדנה\u202C",
    "\u2067דנה\u2069",
    "\uFEFFדנה\u200B",
    " \u200E \u2066דנה\u2069 ",
    "\u061Cדנה",
  ])("loses the marks that came along at its edges: %j", (text) => expect(line(1, 3).parse(text)).toBe("דנה"));

  test.each(["\u3164", "\u115F\u1160", "\u200B\u200D", "\u2800\u2800", "\uFFA0", "\u00AD", "\u0301"])(
    "must show something: %j",
    (text) => expect(ok(text)).toBe(false),
  );

  test("is trimmed", () => expect(line(1, 3).parse("  דנה ")).toBe("דנה"));

  test("that is accepted can always be stored and sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const parsed = line(0, 100).safeParse(text);
        if (parsed.success) expect(new TextDecoder().decode(new TextEncoder().encode(parsed.data))).toBe(parsed.data);
      }),
    );
  });
});

test("paragraphs may have line breaks and tabs, and nothing else that cannot be seen", () => {
  expect(paragraphs(1, 100).safeParse("שורה\n\tעוד").success).toBe(true);
  expect(paragraphs(1, 100).safeParse("שורה\u0000").success).toBe(false);
});
