import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedBy, movedTo } from "./photo-order.ts";

const ids = ["a", "b", "c", "d"];

describe("photos that are dragged", () => {
  it.each([
    { keys: ["a"], to: "c", where: "after", then: "bcad" },
    { keys: ["a"], to: "c", where: "before", then: "bacd" },
    { keys: ["d"], to: "a", where: "before", then: "dabc" },
    { keys: ["b"], to: "b", where: "after", then: "abcd" },
    { keys: ["d", "a"], to: "b", where: "after", then: "badc" },
    { keys: ["a"], to: "gone", where: "after", then: "abcd" },
    { keys: ["gone"], to: "a", where: "after", then: "abcd" },
  ] as const)("$keys $where $to: $then", ({ keys, to, where, then }) =>
    expect(movedTo(ids, new Set(keys), to, where).join("")).toBe(then),
  );

  it("are all there afterwards, each once", () => {
    const some = fc.uniqueArray(fc.string(), { maxLength: 20 });
    fc.assert(
      fc.property(some, fc.array(fc.string()), fc.string(), fc.boolean(), (all, keys, to, isAfter) => {
        const moved = movedTo(all, new Set(keys), to, isAfter ? "after" : "before");
        expect(moved.toSorted()).toEqual(all.toSorted());
      }),
    );
  });
});

it("a photo moves by one place, and no further than the ends", () => {
  expect(movedBy(ids, "b", 1).join("")).toBe("acbd");
  expect(movedBy(ids, "a", -1).join("")).toBe("abcd");
  expect(movedBy(ids, "d", 1).join("")).toBe("abcd");
});
