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
    expect(normalisePhone(typed)).toEqual({ e164, typed });
  });
});

describe("what is not a phone number keeps only what was typed", () => {
  test.each(["*2700", "2700*", "#31#0521234567", "100", "052", "לא נמסר", "", "anonymous", "0521234567890123"])(
    "%s",
    (typed) => {
      expect(normalisePhone(typed)).toEqual({ e164: null, typed });
    },
  );
});

test("another country's number needs its prefix, or that country as the default", () => {
  expect(normalisePhone("212 555 0134", "US").e164).toBe("+12125550134");
});
