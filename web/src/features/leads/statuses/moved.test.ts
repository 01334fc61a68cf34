import { describe, expect, test } from "vitest";
import type { Lead } from "../../../../../core/leads/wire.ts";
import { isAmong, movedIn, movedInColumn, movedInCounts, renewedInColumn } from "./moved.ts";

const aLead = (id: string, fields: Partial<Lead> = {}): Lead => ({
  id,
  name: id,
  phone: null,
  phoneTyped: null,
  status: "new",
  source: "call",
  demands: [],
  tags: [],
  notes: null,
  nextAction: null,
  assignedTo: null,
  createdAt: 1,
  updatedAt: 1,
  ...fields,
});
const pagesOf = (...pages: Lead[][]) => ({
  pages: pages.map((items, index) => ({ items, nextCursor: index === pages.length - 1 ? null : String(index) })),
  pageParams: pages.map((_, index) => (index === 0 ? null : String(index - 1))),
});
const idsIn = (pages: ReturnType<typeof pagesOf>) => pages.pages.map(({ items }) => items.map(({ id }) => id));
const moved = { lead: aLead("b", { status: "won", updatedAt: 9 }), from: "new" };

describe("a lead that moves", () => {
  test("leaves its column, however far down it was", () => {
    const column = { statusId: "new", filter: {} };
    expect(idsIn(movedInColumn(pagesOf([aLead("a")], [aLead("b"), aLead("c")]), column, moved))).toEqual([
      ["a"],
      ["c"],
    ]);
  });

  test("stands on top of the other one, once", () => {
    const column = { statusId: "won", filter: {} };
    expect(idsIn(movedInColumn(pagesOf([aLead("x")], [aLead("b")]), column, moved))).toEqual([["b", "x"], []]);
  });

  test("does not come to a column whose filter it does not meet", () => {
    const column = { statusId: "won", filter: { source: "form" } };
    expect(idsIn(movedInColumn(pagesOf([aLead("x")]), column, moved))).toEqual([["x"]]);
  });

  test("by somebody else leaves the pages that are not asked for again, and stays in its place in its own", () => {
    const pages = pagesOf([aLead("a")], [aLead("b"), aLead("c")]);
    expect(idsIn(renewedInColumn(pages, "new", moved.lead))).toEqual([["a"], ["c"]]);
    const own = pagesOf([aLead("a")], [aLead("b", { status: "won" }), aLead("c")]);
    expect(idsIn(renewedInColumn(own, "won", moved.lead))).toEqual([["a"], ["b", "c"]]);
    expect(renewedInColumn(own, "won", moved.lead).pages[1]?.items[0]?.updatedAt).toBe(9);
  });

  test("is counted in its new place; what is not counted to the end stays", () => {
    const counts = [
      { status: "new", count: 3, isMore: false },
      { status: "won", count: 100, isMore: true },
      { status: "lost", count: 1, isMore: false },
    ];
    expect(movedInCounts(counts, {}, moved).map(({ count }) => count)).toEqual([2, 100, 1]);
    expect(movedInCounts(counts, { assignedTo: "dana" }, moved)).toBe(counts);
    expect(movedInCounts(counts, {}, { lead: moved.lead, from: "won" })).toBe(counts);
  });

  test("changes in lists and on its own page, and nothing else does", () => {
    expect(movedIn(pagesOf([aLead("a"), aLead("b")]), moved).pages[0]?.items.map(({ status }) => status)).toEqual([
      "new",
      "won",
    ]);
    expect(movedIn({ ...aLead("b"), lostReason: null }, moved)).toMatchObject({ status: "won", updatedAt: 9 });
    expect(movedIn({ ...aLead("c") }, moved).status).toBe("new");
    expect(movedIn([{ id: "b", decision: null }], moved)).toEqual([{ id: "b", decision: null }]);
  });
});

test.each([
  [{ assignedTo: "none" }, true],
  [{ assignedTo: "dana" }, false],
  [{ source: "form,call" }, true],
  [{ tag: "hot" }, true],
  [{ tag: "cold" }, false],
  [{ deal: "buy" }, true],
  // That wish is over.
  [{ deal: "rent" }, false],
])("filters %j", (filter, is) => {
  const demand = { isActive: true, dealType: "buy" } as Lead["demands"][number];
  const lead = aLead("a", { tags: ["hot"], demands: [demand, { ...demand, isActive: false, dealType: "rent" }] });
  expect(isAmong(lead, filter)).toBe(is);
});
