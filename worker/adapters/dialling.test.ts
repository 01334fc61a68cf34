import { describe, expect, test } from "vitest";
import { mayDial } from "./dialling.ts";

describe("a number that is dialled", () => {
  test.each(["+972521234567", "+97235550101", "+97248550206", "+972771234567", "+9721800123456", "+972525550777"])(
    "is an ordinary one of an allowed country: %s",
    (number) => expect(mayDial(number, ["IL"])).toBe(true),
  );

  test.each([
    ["a satellite", "+881612345678"],
    ["another satellite", "+870773123456"],
    ["an international network", "+882161234567"],
    ["a premium service", "+9721900123456"],
    ["another country", "+4915112345678"],
    ["the country beside, which people mistake for it", "+970592123456"],
    ["a premium service abroad", "+449012345678"],
    ["too short", "+97252"],
    ["no number", "052"],
  ])("is never %s: %s", (_, number) => expect(mayDial(number, ["IL"])).toBe(false));

  test("of a second allowed country is dialled, its premium services are not", () => {
    expect(mayDial("+442079460958", ["IL", "GB"])).toBe(true);
    expect(mayDial("+449012345678", ["IL", "GB"])).toBe(false);
  });
});
