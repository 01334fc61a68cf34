import { expect, test } from "vitest";
import { median, medianSpread, percentile, spreadOf } from "./statistics.ts";

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test("a percentile is a value that was measured, by nearest rank, whatever the order", () => {
  expect(percentile(oneToHundred, 0.95)).toBe(95);
  expect(percentile(oneToHundred, 1)).toBe(100);
  expect(percentile([7], 0.5)).toBe(7);
  expect(percentile([1, 2], 0.5)).toBe(1);
});

test("the median of an even number of values lies between the two in the middle", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test("of nothing there is no number", () => {
  expect(percentile([], 0.5)).toBeNaN();
  expect(median([])).toBeNaN();
});

test("one disturbed round does not move the median of the rounds", () => {
  const quiet = spreadOf([1, 2, 3]);
  const disturbed = spreadOf([100, 200, 300]);
  expect(medianSpread([quiet, disturbed, quiet])).toEqual({ p50: 2, p95: 3, p99: 3, max: 3, count: 9 });
});
