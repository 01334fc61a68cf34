import { expect, test } from "vitest";
import { orderAfterDrop, orderAfterStep } from "./status-order.ts";

const IDS = ["a", "b", "c", "d"];

test.each([
  ["a", "c", "before", "b a c d"],
  ["a", "c", "after", "b c a d"],
  ["d", "a", "before", "d a b c"],
  ["b", "b", "after", "a b c d"],
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
