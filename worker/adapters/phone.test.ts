import { describe, expect, test } from "vitest";
import { normalisePhone } from "./phone.ts";

describe("a number that can be dialled becomes E.164, however it was typed", () => {
  test.each([
    ["052-1234567", "+972521234567"],
    ["0521234567", "+972521234567"],
    ["+972 52-123-4567", "+972521234567"],
    ["972521234567", "+972521234567"],
    ["00972521234567", "+972521234567"],
    ["04-8550206", "+97248550206"],
    ["(03) 555 0101", "+97235550101"],
    ["+1 212 555 0134", "+12125550134"],
    ["\u202a052-123-4567\u202c", "+972521234567"],
  ])("%s", (typed, e164) => {
    expect(normalisePhone(typed)).toEqual({ e164, typed, problem: null });
  });
});

describe("what is not a phone number keeps only what was typed", () => {
  test.each(["*2700", "2700*", "#31#0521234567", "100", "052", "לא נמסר", "", "anonymous", "0521234567890123"])(
    "%s",
    (typed) => {
      expect(normalisePhone(typed)).toMatchObject({ e164: null, typed, problem: expect.any(String) });
    },
  );
});

test("another country's number needs its prefix, or that country as the default", () => {
  expect(normalisePhone("212 555 0134", "US").e164).toBe("+12125550134");
});

describe("half a number is nobody's: the rest is asked for", () => {
  test.each([
    ["052-123-45", "too_short"],
    ["5551234", "too_short"],
    ["04-855020", "too_short"],
    ["+97252123456", "too_short"],
    ["052-123-45678", "too_long"],
    ["03-555-01012", "too_long"],
  ] as const)("%s is %s", (typed, problem) => {
    expect(normalisePhone(typed)).toEqual({ e164: null, typed, problem });
  });
});

describe("a number that stands for a withheld one is no number, however it is written", () => {
  test.each(["266696687", "+266696687", "00266696687", "7378742833", "2562533", "8656696", "86282452253", "Anonymous"])(
    "%s",
    (typed) => {
      expect(normalisePhone(typed).problem).toBe("withheld");
    },
  );
});

test.each(["052\u2011123\u20114567", "\u2066052-1234567\u2069", "052\u00a0123\u00a04567", "052\u05be1234567"])(
  "%j, as it comes from a page or a Hebrew keyboard, is the number it shows",
  (typed) => {
    expect(normalisePhone(typed).e164).toBe("+972521234567");
  },
);
