import { describe, expect, test } from "vitest";
import { boardQuery, filtersFor, isNarrowed, ofFilter } from "./board-filter.ts";

const read = (text: string, ownOnly = false) => boardQuery(new URLSearchParams(text), { userId: "me", ownOnly });

describe("the filters of the board", () => {
  test.each([
    ["", {}],
    ["of=all", {}],
    ["of=mine", { assignedTo: "me" }],
    ["of=none", { assignedTo: "none" }],
    ["of=everybody", {}],
    ["agent=dana", { assignedTo: "dana" }],
    ["of=none&agent=dana", { assignedTo: "dana" }],
    ["source=call,form&tag=a,b,a&deal=buy", { source: "call,form", tag: "a,b", deal: "buy" }],
    ["source=letter&deal=steal,rent&tag=,", { deal: "rent" }],
    [`tag=${"x".repeat(65)}`, {}],
  ])("%s", (address, query) => {
    expect(read(address)).toEqual(query);
  });

  test("of who sees their own alone say nothing of whose", () => {
    expect(read("of=none&agent=dana&deal=buy", true)).toEqual({ deal: "buy" });
  });

  test("go along to the other view, without what is the list's alone", () => {
    const search = new URLSearchParams("of=mine&tag=a&q=x&sort=name&status=new");
    expect(filtersFor(search)).toBe("of=mine&tag=a");
    expect(filtersFor(search, "none")).toBe("of=none&tag=a");
    expect(filtersFor(new URLSearchParams("agent=dana&tag=a"), "all")).toBe("tag=a");
    expect(ofFilter(search)).toBe("mine");
    expect(ofFilter(new URLSearchParams("agent=dana"))).toBeNull();
  });

  test("narrow by more than by whose they are", () => {
    expect(isNarrowed(read("of=mine"))).toBe(false);
    expect(isNarrowed(read("tag=a"))).toBe(true);
  });
});
