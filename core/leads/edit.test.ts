import { expect, test } from "vitest";
import { demandEditSchema, newDemandSchema, newLeadSchema } from "./edit.ts";

test("a range that is turned around names its field", () => {
  const { error } = newDemandSchema.safeParse({ roomsMin: 5, roomsMax: 3, priceMin: 1, priceMax: 1 });
  expect(error?.issues.map(({ path }) => path)).toEqual([["roomsMin"]]);
  expect(newDemandSchema.safeParse({ roomsMin: 5, roomsMax: null }).success).toBe(true);
});

test("an edit says what was read and what is to be, and changes something", () => {
  expect(demandEditSchema.safeParse({ areas: { from: [], to: ["חיפה"] } }).success).toBe(true);
  expect(demandEditSchema.safeParse({ roomsMin: { from: 3, to: 3.2 } }).success).toBe(false);
  expect(demandEditSchema.safeParse({}).success).toBe(false);
});

test("a new lead is somebody: a name, a phone or an e-mail", () => {
  expect(newLeadSchema.safeParse({ notes: "מישהו" }).success).toBe(false);
  expect(newLeadSchema.safeParse({ phones: [{ typed: "חצי מספר 05" }] }).success).toBe(true);
  expect(newLeadSchema.safeParse({ emails: ["no address"] }).success).toBe(false);
});
