import { expect, test } from "vitest";
import { coveredMs } from "./own-time.ts";

test("only what lies between counts", () => {
  expect(coveredMs([{ from: 0, to: 50 }], 20, 100)).toBe(30);
  expect(coveredMs([{ from: 80, to: 150 }], 20, 100)).toBe(20);
  expect(coveredMs([{ from: 0, to: 10 }], 20, 100)).toBe(0);
});

test("what overlaps counts once, in whatever order", () => {
  const intervals = [
    { from: 60, to: 90 },
    { from: 20, to: 70 },
    { from: 30, to: 40 },
  ];
  expect(coveredMs(intervals, 0, 100)).toBe(70);
});

test("nothing is nothing", () => {
  expect(coveredMs([], 0, 100)).toBe(0);
});
