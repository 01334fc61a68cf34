import { describe, expect, it } from "vitest";
import { budgetText, wishText } from "./lead-texts.ts";

describe("a lead in words", () => {
  it("says a rent by the month and a price as it is", () => {
    expect(budgetText({ budget: 5500, dealType: "rent" })).toBe("5,500\u00a0₪ לחודש");
    expect(budgetText({ budget: 2_850_000, dealType: "buy" })).toBe("2,850,000\u00a0₪");
    expect(budgetText({ budget: null, dealType: "buy" })).toBeNull();
  });

  it("joins what is known of the wish and leaves out the rest", () => {
    expect(wishText({ dealType: "buy", rooms: 4, area: "חיפה" })).toBe("קנייה · 4 חדרים · חיפה");
    expect(wishText({ dealType: null, rooms: 2, area: null })).toBe("2 חדרים");
    expect(wishText({ dealType: null, rooms: null, area: null })).toBeNull();
  });
});
