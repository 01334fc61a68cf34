import { describe, expect, it } from "vitest";
import { scoreMatch } from "./match.ts";

const home = {
  deal: "sell" as const,
  city: "חיפה",
  neighbourhood: "אחוזה",
  street: "מוריה",
  price: 2_500_000,
  rooms: 4,
  size: 100,
  floor: 3,
  features: ["elevator" as const, "parking" as const],
};
const wish = {
  dealType: "buy" as const,
  areas: ["אחוזה, חיפה"],
  roomsMin: 4,
  roomsMax: 4,
  sizeMin: null,
  sizeMax: null,
  floorMin: null,
  floorMax: null,
  priceMin: null,
  priceMax: 2_500_000,
  features: {},
};
const scoreOf = (changes: object, of: object = {}) => scoreMatch({ ...home, ...of }, { ...wish, ...changes });
const of = (changes: object, criterion: string, listing: object = {}) =>
  scoreOf(changes, listing)?.verdicts.find((one) => one.criterion === criterion);

describe("a match", () => {
  it("of everything that was asked for is 100", () => expect(scoreOf({})?.score).toBe(100));

  it("is one of the same deal", () => {
    expect(scoreOf({ dealType: "rent" })).toBeNull();
    expect(scoreOf({ dealType: "sell" })).toBeNull();
    expect(scoreOf({ dealType: null })).toBeNull();
    expect(scoreOf({ dealType: "rent" }, { deal: "let" })?.score).toBe(100);
  });

  it("may cost a tenth more, and says how much", () => {
    expect(of({ priceMax: 2_300_000 }, "price")).toMatchObject({ is: "near", by: 200_000 });
    expect(scoreOf({ priceMax: 2_200_000 })).toBeNull();
    expect(of({ priceMin: 3_000_000, priceMax: null }, "price")).toMatchObject({ is: "near", by: -500_000 });
  });

  it("may have a room more or less, and no more", () => {
    expect(of({ roomsMin: 5, roomsMax: null }, "rooms")).toMatchObject({ is: "near", by: -1 });
    expect(scoreOf({ roomsMin: 5.5, roomsMax: null })).toBeNull();
  });

  it("has what it must have; what would be nice only counts", () => {
    expect(scoreOf({ features: { safeRoom: "must" } })).toBeNull();
    expect(scoreOf({ features: { elevator: "must" } })?.score).toBe(100);
    expect(scoreOf({ features: { safeRoom: "nice" } })?.score).toBeLessThan(100);
  });

  it.each([
    ["חיפה", "met"],
    ["באחוזה", "met"],
    ["דניה או אחוזה", "met"],
    ["נווה שאנן, חיפה", "near"],
  ])("looked for in %s is %s", (area, is) => expect(of({ areas: [area] }, "area")?.is).toBe(is));

  it("looked for in another town is none", () => expect(scoreOf({ areas: ["קריית ים"] })).toBeNull());

  it("of which something is not known stays one", () =>
    expect(of({}, "price", { price: null })).toMatchObject({ is: "unknown" }));
});
