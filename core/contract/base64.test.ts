import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64Bytes, splitBase64 } from "./base64.ts";

const bytes = (max = 3_000) => fc.uint8Array({ maxLength: max }).map((value) => Buffer.from(value));

describe("base64 without decoding", () => {
  test("counts the bytes that a decoder would give", () => {
    fc.assert(
      fc.property(bytes(), (value) => {
        expect(base64Bytes(value.toString("base64"))).toBe(value.length);
      }),
    );
  });

  test("the pieces of a cut text are valid by themselves, small enough, and together the whole", () => {
    fc.assert(
      fc.property(bytes(), fc.integer({ min: 3, max: 1_000 }), (value, most) => {
        const pieces = splitBase64(value.toString("base64"), most);
        for (const piece of pieces) {
          expect(base64Bytes(piece)).toBeLessThanOrEqual(most);
          expect(Buffer.from(piece, "base64").toString("base64")).toBe(piece);
        }
        expect(Buffer.concat(pieces.map((piece) => Buffer.from(piece, "base64"))).equals(value)).toBe(true);
      }),
    );
  });

  test("no text is one empty piece of no bytes", () => {
    expect(splitBase64("", 300)).toEqual([""]);
    expect(base64Bytes("")).toBe(0);
  });
});
