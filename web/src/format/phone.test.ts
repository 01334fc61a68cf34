import { describe, expect, it } from "vitest";
import { formatPhone, parsePhone } from "./phone.ts";

describe("showing a phone number", () => {
  it.each([
    ["+972521234567", "052-123-4567"],
    ["0521234567", "052-123-4567"],
    ["052-1234567", "052-123-4567"],
    ["+97235550101", "03-555-0101"],
    ["+97248551234", "04-855-1234"],
    ["+972771234567", "077-123-4567"],
    ["+9721800123456", "1800-123-456"],
    ["*2700", "*2700"],
    ["+14155550100", "+14155550100"],
  ])("%s is written %s", (raw, shown) => expect(formatPhone(raw)).toBe(shown));

  it("leaves a number it does not understand as it came", () => {
    expect(formatPhone("+97212")).toBe("+97212");
    expect(formatPhone("client:dan")).toBe("client:dan");
  });
});

describe("reading a typed phone number", () => {
  it.each([
    ["052-123-4567", "+972521234567"],
    ["03 555 0101", "+97235550101"],
    ["+972 (0)52 123 4567", "+972521234567"],
    ["972521234567", "+972521234567"],
    ["+1 415 555 0100", "+14155550100"],
  ])("%s is %s", (typed, e164) => expect(parsePhone(typed)).toBe(e164));

  it.each(["", "12", "טלפון", "052-12", "+0521234567"])("%s is no number", (typed) =>
    expect(parsePhone(typed)).toBeNull(),
  );
});
