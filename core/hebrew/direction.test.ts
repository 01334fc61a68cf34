import { expect, test } from "vitest";
import { directionOf } from "./direction.ts";

test.each([
  ["דירה בחיפה", "rtl"],
  ["WhatsApp זה הכי נוח", "rtl"],
  ["John אמר לי: call me back", "rtl"],
  ["Please call me back", "ltr"],
  ["Добрый день", "ltr"],
  ["052-123 4567", "rtl"],
  ["", "rtl"],
])("%s is shown %s", (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});
