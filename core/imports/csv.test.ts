import { expect, test } from "vitest";
import { csvLine, defused, readablePhone, withoutApostrophe } from "./csv.ts";
import { decideEncoding, isOtherKind } from "./decoding.ts";

test.each(["=1+1", "+SUM(A1)", "-2+3", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("x")', "＝1", "+972-52-5550100"])(
  "%j is no formula any more, and comes back as it was",
  (cell) => {
    expect(defused(cell)).toBe(`'${cell}`);
    expect(withoutApostrophe(defused(cell))).toBe(cell);
  },
);

test.each(["דנה", "+12125550100", "-5", "'שלום", "a=b", ""])("%j stays as it is", (cell) => {
  expect(defused(cell)).toBe(cell);
  expect(withoutApostrophe(cell)).toBe(cell);
});

test("numbers are written as they are dialled here", () => {
  expect(["+972525550100", "+97235550100", "+12125550100"].map(readablePhone)).toEqual([
    "052-5550100",
    "03-5550100",
    "+12125550100",
  ]);
});

test("a line is quoted where it must be", () => {
  expect(csvLine(['דירה 4 חד, "הדר"', null, 5, "שורה\nשנייה", "=1,2"])).toBe(
    `"דירה 4 חד, ""הדר""",,5,"שורה\nשנייה","'=1,2"\r\n`,
  );
});

test("letters are told by the file's mark, then by whether it is UTF-8", () => {
  const bytes = (...all: number[]) => Uint8Array.from(all);
  expect(decideEncoding(bytes(0xef, 0xbb, 0xbf, 0x41), false)).toBe("utf-8");
  expect(decideEncoding(bytes(0xff, 0xfe, 0x41, 0), false)).toBe("utf-16le");
  expect(decideEncoding(bytes(0xfe, 0xff, 0, 0x41), false)).toBe("utf-16be");
  expect(decideEncoding(bytes(0x41, 0x42, 0x43), true)).toBe("utf-8");
  expect(decideEncoding(bytes(0xe0, 0xe1, 0xe2), false)).toBe("windows-1255");
  expect(decideEncoding(bytes(), true)).toBe("utf-8");
  expect(isOtherKind(bytes(0x50, 0x4b, 3, 4))).toBe(true);
  expect(isOtherKind(bytes(0x50, 0x4b, 0x41, 4))).toBe(false);
});
