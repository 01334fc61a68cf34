import { describe, expect, test } from "vitest";
import { looksLikePhone, readDealType, readFloor, readPrice, readRooms, readSize, splitPhones } from "./values.ts";

describe("sums", () => {
  test.each([
    ["2,500,000 ₪", null, 2_500_000],
    ["₪1,850,000", null, 1_850_000],
    ["2.5 מיליון", null, 2_500_000],
    ["2,5 מליון ש״ח", null, 2_500_000],
    ["1.8M", null, 1_800_000],
    ["850 אלף", null, 850_000],
    ["850K", null, 850_000],
    ["6,500", null, 6_500],
    ["850.000", null, 850_000],
    ['1.250.000 ש"ח', null, 1_250_000],
    ["5500", null, 5_500],
    ["2-2.5 מיליון", 2_000_000, 2_500_000],
    ["1,800,000 - 2,000,000", 1_800_000, 2_000_000],
    ["800 אלף עד 1 מיליון", 800_000, 1_000_000],
    ["עד 2 מיליון", null, 2_000_000],
    ["מ-1,500,000", 1_500_000, null],
    ["6000 ₪ לחודש", null, 6_000],
  ])("%s", (typed, min, max) => {
    expect(readPrice(typed)).toEqual({ min, max });
  });

  test.each(["", "לא ידוע", "2.5", "כמה שצריך", "1 2 3 4", "99999999999999", "בערך שתיים וחצי", "2 דירות"])(
    "%j is none",
    (typed) => {
      expect(readPrice(typed)).toBeNull();
    },
  );
});

describe("rooms, sizes and floors", () => {
  test.each([
    ["4", 4, 4],
    ["3.5", 3.5, 3.5],
    ["3,5", 3.5, 3.5],
    ["3-4", 3, 4],
    ["3 עד 4", 3, 4],
    ["4 חדרים", 4, 4],
    ["4 חד׳", 4, 4],
    ["4+", 4, null],
    ["עד 5", null, 5],
  ])("rooms: %s", (typed, min, max) => {
    expect(readRooms(typed)).toEqual({ min, max });
  });
  test.each(["", "הרבה", "0", "3.3", "300", "3-4-5"])("rooms: %j is none", (typed) => {
    expect(readRooms(typed)).toBeNull();
  });
  test("size and floor", () => {
    expect(readSize("90 מ״ר")).toEqual({ min: 90, max: 90 });
    expect(readFloor("קרקע")).toEqual({ min: 0, max: 0 });
    expect(readFloor("-1")).toEqual({ min: -1, max: -1 });
  });
});

test.each([
  ["קנייה", "buy"],
  ["מעוניין לקנות", "buy"],
  ["שוכר", "rent"],
  ["למכירה", "sell"],
  ["השכרה", "let"],
  ["Buyer", "buy"],
  ["קניה/שכירות", null],
  ["דירה", null],
])("the deal of %s is %s", (typed, deal) => {
  expect(readDealType(typed)).toBe(deal);
});

test("several numbers in one cell are parted, and a slash within one is not", () => {
  expect(splitPhones("052-5550100 / 054-5550101")).toEqual(["052-5550100", "054-5550101"]);
  expect(splitPhones("052/5550100")).toEqual(["052/5550100"]);
  expect(splitPhones("0525550100, 0545550101 או 035550100")).toEqual(["0525550100", "0545550101", "035550100"]);
  expect(looksLikePhone("03-5550100")).toBe(true);
  expect(looksLikePhone("2,500,000")).toBe(false);
});
