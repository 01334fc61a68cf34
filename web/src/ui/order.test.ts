import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrder, orderAfterDrop, orderAfterStep } from "./order.ts";

const IDS = ["a", "b", "c", "d"];

test.each([
  ["a", "c", "before", "b a c d"],
  ["a", "c", "after", "b c a d"],
  ["d", "a", "before", "d a b c"],
  ["b", "b", "after", "a b c d"],
  ["a", "gone", "after", "a b c d"],
  ["gone", "a", "after", "a b c d"],
] as const)("%s is dropped at %s, %s", (moved, id, position, order) => {
  expect(orderAfterDrop(IDS, new Set([moved]), { id, position }).join(" ")).toBe(order);
});

test("several keep their own order", () => {
  expect(orderAfterDrop(IDS, new Set(["d", "a"]), { id: "b", position: "after" })).toEqual(["b", "a", "d", "c"]);
});

test.each([
  ["b", -1, "b a c d"],
  ["b", 1, "a c b d"],
  ["a", -1, "a b c d"],
  ["d", 1, "a b c d"],
  ["x", 1, "a b c d"],
] as const)("%s goes a step of %s", (id, step, order) => {
  expect(orderAfterStep(IDS, id, step).join(" ")).toBe(order);
});

test.each([
  [undefined, "a b c d"],
  [["d", "c", "b", "a"], "d c b a"],
  // What came meanwhile stands behind, what has gone is left out.
  [["c", "x", "a"], "c a b d"],
  [[], "a b c d"],
])("in the order %s", (ids, order) => {
  const things = IDS.map((id) => ({ id }));
  expect(inOrder(things, ids).map(({ id }) => id)).toEqual(order.split(" "));
});

test("all are there afterwards, each once", () => {
  const some = fc.uniqueArray(fc.string(), { maxLength: 20 });
  fc.assert(
    fc.property(some, fc.array(fc.string()), fc.string(), fc.boolean(), (all, keys, id, isAfter) => {
      const moved = orderAfterDrop(all, new Set(keys), { id, position: isAfter ? "after" : "before" });
      expect(moved.toSorted()).toEqual(all.toSorted());
    }),
  );
});
