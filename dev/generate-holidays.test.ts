import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { holidayTable, TABLE_FILE } from "./generate-holidays.ts";

test("the table of holidays is what the calendar of this Node says", () => {
  expect(readFileSync(TABLE_FILE, "utf8")).toBe(holidayTable());
});
