import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { line, paragraphs } from "./text.ts";

const ok = (text: string) => line(1, 100).safeParse(text).success;

describe("a line of text", () => {
  test.each(["דנה כהן", "O'Neil – Tel-Aviv", "ד״ר לוי 😀", "שלום\u200F!"])("may be %j", (text) =>
    expect(ok(text)).toBe(true),
  );

  test.each(["\u0000", "a\u0007b", "\ud800", "‮דנה", "a\u2066b", "two\nlines", "tab\there", "   ", ""])(
    "may not be %j",
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
