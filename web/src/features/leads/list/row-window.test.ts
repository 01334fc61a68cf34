import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsDrawn, rowsInSight } from "./row-window.ts";

const sights = fc.record({
  scrolled: fc.integer({ min: 0, max: 7_000_000 }),
  height: fc.integer({ min: 1, max: 3_000 }),
  top: fc.integer({ min: 0, max: 2_000 }),
  rowPx: fc.constantFrom(60, 104),
  count: fc.integer({ min: 0, max: 100_000 }),
});

test("every row that is seen, even in part, is drawn", () => {
  fc.assert(
    fc.property(sights, fc.nat(), (sight, some) => {
      const { scrolled, height, top, rowPx, count } = sight;
      const { first, last } = rowsInSight(sight);
      fc.pre(count > 0);
      // Any line of the screen, and the row that lies there.
      const row = Math.floor((scrolled + (some % height) - top) / rowPx);
      fc.pre(row >= 0 && row < count);
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThan(last);
    }),
  );
});

test("what is drawn does not grow with the list", () => {
  fc.assert(
    fc.property(sights, (sight) => {
      const { first, last } = rowsInSight(sight);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(Math.max(first, sight.count));
      expect(last - first).toBeLessThanOrEqual(sight.height / sight.rowPx + 2 * (12 + 8) + 2);
    }),
  );
});

test("the row with the focus is drawn, once, and in its place", () => {
  fc.assert(
    fc.property(sights, fc.nat(100_000), (sight, active) => {
      fc.pre(sight.count > 0);
      const rows = rowsDrawn(rowsInSight(sight), active, sight.count);
      expect(rows).toContain(Math.min(active, sight.count - 1));
      expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
    }),
  );
});

test("of an empty list nothing is drawn", () => {
  expect(rowsDrawn(rowsInSight({ scrolled: 0, height: 800, top: 200, rowPx: 60, count: 0 }), 0, 0)).toEqual([]);
});
