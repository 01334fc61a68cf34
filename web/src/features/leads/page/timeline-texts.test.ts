import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "../../../../../core/leads/timeline.ts";
import { entryLines, entryTitle } from "./timeline-texts.ts";

const event = (kind: "edited" | "kept" | "created" | "status", data: Record<string, unknown>): TimelineEntry => ({
  source: "event",
  id: "e",
  at: 1,
  byId: "u",
  byName: "דנה",
  kind,
  data,
});

describe("a line of the timeline", () => {
  it("says from what to what a field was changed", () => {
    const edited = event("edited", {
      changes: { name: { from: "דנה", to: "דנה לוי" }, nextAction: { from: "א", to: null } },
    });
    expect(entryTitle(edited)).toBe("הפרטים עודכנו");
    expect(entryLines(edited)).toEqual(["שם: דנה ← דנה לוי", "הצעד הבא: נמחק"]);
  });

  it("says of a demand that it came, changed or went, not what all was in it", () => {
    const demand = (change: object) => entryLines(event("edited", { changes: { demand: change } }));
    expect(demand({ from: null, to: { areas: [] } })).toEqual(["נוסף: מה מחפשים"]);
    expect(demand({ from: {}, to: null })).toEqual(["נמחק: מה מחפשים"]);
    expect(demand({ areas: { from: [], to: ["חיפה"] } })).toEqual(["עודכן: מה מחפשים"]);
  });

  it("says what was given and gave way, and where somebody came from", () => {
    expect(entryLines(event("kept", { field: "areas", given: ["חיפה"] }))).toEqual(["אזורים: חיפה"]);
    expect(entryLines(event("created", { source: "manual" }))).toEqual(["הקלדה ידנית"]);
    expect(entryLines(event("status", { from: "חדש", to: "נוצר קשר" }))).toEqual(["חדש ← נוצר קשר"]);
  });

  it("says nothing where it does not know what something is", () => {
    expect(entryLines(event("kept", { field: "x", given: { deep: 1 } }))).toEqual([]);
  });
});
