import { describe, expect, test } from "vitest";
import { isUntouched, planUndo, type LeadImage } from "./undo.ts";

const by = (who: string) => JSON.stringify({ name: { by: who, at: 1 } });
const image = (lead: Record<string, unknown>, more: Partial<LeadImage> = {}): LeadImage => ({
  lead: { updated_at: 1, ...lead },
  demands: {},
  contacts: {},
  tags: [],
  work: 1,
  ...more,
});

describe("a lead that was there", () => {
  test("gets back each field that nobody has changed since", () => {
    const before = image({ name: "דנה", notes: null, provenance: by("person") });
    const after = image({ name: "לא דנה", notes: "מהקובץ", provenance: by("import"), updated_at: 2 });
    const plan = planUndo(before, after, after);
    expect(plan.lead).toEqual({ name: "דנה", notes: null, provenance: by("person") });
    expect(plan.isPartly).toBe(false);
  });

  test("keeps what somebody has typed since, and who typed it", () => {
    const before = image({ name: "דנה", notes: null, provenance: null });
    const after = image({ name: "לא דנה", notes: "מהקובץ", provenance: by("import") });
    const now = image({ name: "דנה לוי", notes: "מהקובץ", provenance: by("person") });
    const plan = planUndo(before, after, now);
    expect(plan.lead).toEqual({ notes: null });
    expect(plan.isPartly).toBe(true);
  });

  test("loses what the import has added to it, as long as it stands as it was added", () => {
    const before = image({}, { tags: ["a"], demands: { d1: { note: "x", updated_at: 1 } } });
    const left = { d1: { note: "y", updated_at: 2 }, d2: { note: "new" }, d3: { note: "new" } };
    const after = image({}, { tags: ["a", "b"], demands: left, contacts: { c1: { value: "+1" } } });
    const now = image({}, { ...after, demands: { ...left, d3: { note: "changed" } } });
    expect(planUndo(before, after, now)).toMatchObject({
      demands: { remove: ["d2"], restore: [{ id: "d1", set: { note: "x" } }] },
      contacts: { remove: ["c1"], restore: [] },
      tags: { remove: ["b"] },
      isPartly: true,
    });
  });
});

test("a lead that was made is untouched until something of it is changed, or worked with", () => {
  const after = image({ name: "דנה" }, { tags: ["a", "b"] });
  expect(isUntouched(after, image({ name: "דנה", updated_at: 9 }, { tags: ["b", "a"] }))).toBe(true);
  expect(isUntouched(after, image({ name: "דנה לוי" }, { tags: ["a", "b"] }))).toBe(false);
  expect(isUntouched(after, image({ name: "דנה" }, { tags: ["a", "b"], work: 2 }))).toBe(false);
  expect(isUntouched(after, image({ name: "דנה" }, { tags: ["a"] }))).toBe(false);
});
