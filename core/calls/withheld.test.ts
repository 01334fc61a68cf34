import { expect, test } from "vitest";
import { isWithheld } from "./withheld.ts";

const KEYS = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
const onKeys = (word: string): string =>
  Array.from(word, (letter) => KEYS.findIndex((key) => key.includes(letter)) + 2).join("");

test.each(["Anonymous", "Restricted", "Blocked", "Unknown", "Unavailable"])(
  "%s is nobody, also on the keys",
  (word) => {
    expect(isWithheld(word)).toBe(true);
    const digits = onKeys(word.toUpperCase());
    for (const written of [digits, `+${digits}`, `00${digits}`, ` +${digits} `]) expect(isWithheld(written)).toBe(true);
  },
);

test("so is an empty number", () => expect(isWithheld(" ")).toBe(true));
test.each(["+972521234567", "*2700", "anonymouse"])("%s is somebody", (number) =>
  expect(isWithheld(number)).toBe(false),
);
