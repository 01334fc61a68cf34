import { describe, expect, it } from "vitest";
import { priceText, roomsText, wishText } from "./lead-texts.ts";

describe("a lead in words", () => {
  it("says a rent by the month and a price as it is", () => {
    expect(priceText({ priceMin: null, priceMax: 5500, dealType: "rent" })).toBe("5,500\u00a0₪ לחודש");
    expect(priceText({ priceMin: null, priceMax: 2_850_000, dealType: "buy" })).toBe("2,850,000\u00a0₪");
    expect(priceText({ priceMin: null, priceMax: null, dealType: "buy" })).toBeNull();
  });

  it("says both ends of a range, and one where they are the same or the other is open", () => {
    expect(priceText({ priceMin: 4000, priceMax: 5000, dealType: "let" })).toBe("4,000\u00a0₪ עד 5,000\u00a0₪ לחודש");
    expect(roomsText({ roomsMin: 3, roomsMax: 4 })).toBe("3 עד 4 חדרים");
    expect(roomsText({ roomsMin: 3.5, roomsMax: 3.5 })).toBe("3.5 חדרים");
    expect(roomsText({ roomsMin: 3, roomsMax: null })).toBe("3 חדרים");
  });

  it("joins what is known of the wish and leaves out the rest", () => {
    expect(wishText({ dealType: "buy", roomsMin: 4, roomsMax: 4, areas: ["חיפה"] })).toBe("קנייה · 4 חדרים · חיפה");
    expect(wishText({ dealType: null, roomsMin: 2, roomsMax: 2, areas: [] })).toBe("2 חדרים");
    expect(wishText({ dealType: null, roomsMin: null, roomsMax: null, areas: [] })).toBeNull();
    expect(wishText(undefined)).toBeNull();
  });
});
