import { describe, expect, test } from "vitest";
import { businessInstructions, callInstructions, type CallerKnowledge } from "./instructions.ts";

const NOBODY: CallerKnowledge = { phone: null, lead: null, earlierCalls: [] };
const NO_LEAD = { name: null, dealType: null, area: null, rooms: null, budget: null, notes: null, nextAction: null };
const date = (at: number) => `day ${at}`;
const made = (caller: CallerKnowledge) => callInstructions("THE BUSINESS", caller, 7, date, 0);

describe("what a business's assistant is told", () => {
  test("differs between two businesses by their own words alone", () => {
    const one = { assistantName: "אבי", aiPrompt: "משרד הכרמל, חיפה." };
    const other = { assistantName: "נועם", aiPrompt: "בית וגן, ירושלים. שעות: 9–18." };
    const own = ({ assistantName, aiPrompt }: typeof one) =>
      businessInstructions({ assistantName, aiPrompt }).replace(assistantName, "NAME").replace(aiPrompt, "PROMPT");
    expect(own(one)).toBe(own(other));
    expect(own(one)).toContain("PROMPT");
  });

  test("is the platform's rules alone when the business has written nothing", () => {
    const rules = businessInstructions({ assistantName: "אבי", aiPrompt: "  \n" });
    expect(rules).not.toContain("# המשרד");
    expect(businessInstructions({ assistantName: "אבי", aiPrompt: "x" }).startsWith(rules)).toBe(true);
  });

  test("leaves room: the platform's part is short enough to be read again at each turn", () => {
    expect(businessInstructions({ assistantName: "אבי", aiPrompt: "" }).length).toBeLessThan(2_000);
  });
});

describe("what is added for one call", () => {
  test("is the moment, in words", () => {
    expect(made(NOBODY)).toBe("THE BUSINESS\n\n# עכשיו\nday 7");
  });

  test("is every fact that is known of the caller", () => {
    const text = made({
      phone: "+972521234567",
      lead: {
        name: "דנה לוי",
        dealType: "rent",
        area: "נווה שאנן",
        rooms: 3.5,
        budget: 5_000,
        notes: "עם כלב",
        nextAction: "לשלוח דירות",
      },
      earlierCalls: [
        { startedAt: 5, summary: "חיפשה דירה" },
        { startedAt: 3, summary: "שאלה על שכונה" },
      ],
    });
    for (const fact of [
      "+972521234567",
      "דנה לוי",
      "מחפש לשכור",
      "נווה שאנן",
      "3.5",
      "5000",
      "עם כלב",
      "לשלוח דירות",
      "day 5: חיפשה דירה",
      "day 3: שאלה על שכונה",
    ]) {
      expect(text).toContain(fact);
    }
  });

  test.each([
    ["buy", "לקנות"],
    ["rent", "לשכור"],
    ["sell", "למכור"],
    ["let", "להשכיר"],
  ] as const)("names the deal %s in Hebrew", (dealType, word) => {
    expect(made({ ...NOBODY, lead: { ...NO_LEAD, dealType } })).toContain(word);
  });

  test("of a caller who withholds the number says nothing of a number", () => {
    const text = made({ ...NOBODY, lead: { ...NO_LEAD, name: "דנה" } });
    expect(text).toContain("דנה");
    expect(text).not.toContain("מספר הטלפון שממנו");
  });

  test("has no line for what is not known", () => {
    expect(made({ ...NOBODY, lead: NO_LEAD })).toBe(made(NOBODY));
  });
});
