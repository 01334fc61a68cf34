import { describe, expect, it } from "vitest";
import type { Demand } from "../../../../../core/leads/demand.ts";
import { demandOf, editsOf, problemsOf, typedOf } from "./demand-form.ts";

const NONE = typedOf(null);
const KNOWN: Demand = {
  id: "d",
  dealType: "buy",
  areas: ["חיפה"],
  roomsMin: 3,
  roomsMax: null,
  sizeMin: null,
  sizeMax: null,
  floorMin: null,
  floorMax: null,
  priceMin: null,
  priceMax: 2_000_000,
  features: {},
  note: null,
  isActive: true,
  provenance: {},
  createdAt: 1,
  updatedAt: 1,
};

describe("a demand as it is typed", () => {
  it("takes thousands set apart, areas with commas, and halves of rooms", () => {
    const typed = { ...NONE, priceMax: "2,500,000 ₪", areas: " חיפה, קריות,, חיפה ", roomsMin: "3.5" };
    expect(problemsOf(typed)).toEqual({});
    expect(demandOf(typed)).toMatchObject({ priceMax: 2_500_000, areas: ["חיפה", "קריות"], roomsMin: 3.5 });
  });

  it("says at which field something is wrong", () => {
    expect(problemsOf({ ...NONE, roomsMin: "5", roomsMax: "3" })).toEqual({ roomsMin: "המספר הראשון גדול מהשני" });
    expect(problemsOf({ ...NONE, sizeMax: "גדול" })).toHaveProperty("sizeMax");
    expect(problemsOf({ ...NONE, roomsMin: "3.2", floorMin: "1.5" })).toMatchObject({
      roomsMin: "חדרים נספרים בחצאים",
    });
  });

  it("sends the fields that are not as they were, with what they were", () => {
    expect(editsOf(KNOWN, typedOf(KNOWN))).toBeNull();
    expect(editsOf(KNOWN, { ...typedOf(KNOWN), roomsMax: "4", areas: "חיפה, עכו" })).toEqual({
      roomsMax: { from: null, to: 4 },
      areas: { from: ["חיפה"], to: ["חיפה", "עכו"] },
    });
  });
});
